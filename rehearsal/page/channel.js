/** The left half: the channel's threads, and the box for a new post. */
import { isCommand, startCompose } from "./compose.js";
import { el, highlight, setAttr, setText, syncList } from "./dom.js";
import { createMessage, updateMessage } from "./message.js";
import { addReplies, updateReplies } from "./replies.js";
import { Scroll } from "./scroll.js";

const find = (id) => document.getElementById(id);
let scroll;

export function startChannel(page) {
  const pane = find("channel");
  scroll = new Scroll(find("channel-scroller"), pane.querySelector(".jump"));
  const form = find("post-form");
  startCompose(
    form,
    (text) => sendPost(page, text),
    () => {
      find("post-mention").checked = false;
      scroll.forget();
    },
  );
  find("post-text").addEventListener("input", ({ target }) => {
    form.querySelector(".hint").hidden = !isCommand(target.value);
  });
  find("channel-choice").addEventListener("change", ({ target }) => {
    page.view.channel = target.value;
    scroll.forget();
    page.redraw();
  });
}

async function sendPost(page, text) {
  const channel = page.view.channel;
  const mentions = find("post-mention").checked;
  const path = isCommand(text) ? "/slash" : mentions ? "/mention" : "/post";
  const wrong = await page.acts.act(path, { text, channel });
  if (!wrong) find("post-form").querySelector(".hint").hidden = true;
  return wrong;
}

export function drawChannel(page) {
  const { view } = page;
  const { community } = view.state;
  const channel = community.channels.find(({ id }) => id === view.channel);
  setText(
    find("channel-title"),
    [community.name, channel?.name].filter(Boolean).join(" / "),
  );
  drawChoice(view, community.channels);
  const label = view.t("post_label", { name: view.me.name });
  setAttr(find("post-text"), "aria-label", label);
  setAttr(find("post-text"), "placeholder", label);
  const items = itemsOf(view);
  find("channel").querySelector(".empty").hidden = items.length > 0;
  scroll.keep(items.at(-1)?.key ?? "none", () => drawItems(page, items));
}

function drawChoice(view, channels) {
  const choice = find("channel-choice");
  choice.hidden = channels.length < 2;
  syncList(
    choice,
    channels,
    ({ id }) => id,
    ({ id }) => el("option", { value: id }),
    (option, { name }) => setText(option, name),
  );
  choice.value = view.channel;
}

/** The threads, and the targeted messages that stand outside of any thread. */
function itemsOf(view) {
  const { threads, targeted } = view.state;
  const shown = threads.filter(({ channel_id: id }) => id === view.channel);
  const mine = targeted[view.person] ?? [];
  const roots = new Set(shown.map(({ message }) => message.id));
  const items = shown.map(({ message, replies }) => ({
    key: message.id,
    message,
    replies: byTime([
      ...replies,
      ...mine.filter((one) => threadOf(one) === message.id),
    ]),
  }));
  const alone = mine
    .filter((one) => one.conversation_id.startsWith(view.channel))
    .filter((one) => !roots.has(threadOf(one)))
    .map((message) => ({ key: `only-${message.id}`, message, replies: null }));
  return [...items, ...alone].sort((a, b) =>
    compare(a.message.at, b.message.at),
  );
}

function threadOf({ conversation_id: id }) {
  return /;messageid=([^;]+)/.exec(id)?.[1] ?? null;
}

function byTime(messages) {
  return messages.toSorted((a, b) => compare(a.at, b.at));
}

function compare(one, other) {
  return Date.parse(one) - Date.parse(other);
}

function drawItems(page, items) {
  syncList(
    find("threads"),
    items,
    ({ key }) => key,
    (item) => createThread(page, item),
    (node, item) => updateThread(page, node, item),
  );
}

function createThread(page, { message, replies }) {
  const root = createMessage(message, page.acts);
  const node = el("section", { class: "thread" }, root);
  if (replies) {
    node.dataset.thread = message.id;
    addReplies(page, node, root, message.id);
  }
  return node;
}

function updateThread(page, node, { message, replies }) {
  const { view, acts } = page;
  updateMessage(node.firstElementChild, message, view, acts);
  node.classList.toggle("alone", !replies);
  setAttr(node, "aria-label", view.who(message.from).name);
  if (replies) updateReplies(page, node, replies);
}

/**
 * Show a message of a channel, wherever it is.
 * @param {object} page
 * @param {{channel: string, message: string, thread: string}} target
 * @returns {boolean} false: there is no such message here
 */
export function goTo(page, { channel, message, thread }) {
  const { view } = page;
  const known = view.state.threads.find(({ message: { id } }) =>
    [message, thread].includes(id),
  );
  if (!known) return false;
  view.channel = known.channel_id ?? channel;
  page.showTab("channel");
  drawChannel(page);
  const shown = (id) =>
    find("threads").querySelector(`[data-message="${CSS.escape(id)}"]`);
  highlight(shown(message) ?? shown(known.message.id));
  return true;
}
