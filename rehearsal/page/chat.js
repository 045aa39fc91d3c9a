/** The right half: the chosen person's private chat with the bot. */
import { startCompose } from "./compose.js";
import { el, setText, syncList } from "./dom.js";
import { createMessage, updateMessage } from "./message.js";
import { Scroll } from "./scroll.js";
import { isUnread, sawAll, unreadOf } from "./unread.js";

const find = (id) => document.getElementById(id);
/** What each person had begun to write. */
const drafts = new Map();
let scroll;
let shown = null;

export function startChat(page) {
  const pane = find("chat");
  scroll = new Scroll(find("chat-scroller"), pane.querySelector(".jump"));
  find("install").addEventListener("click", () => page.acts.install());
  find("sign-in").addEventListener("change", ({ target }) =>
    page.acts.signInBy(target.value),
  );
  startCompose(
    find("say-form"),
    (text) => page.acts.act("/say", { text }),
    () => scroll.forget(),
  );
  for (const event of ["pointerdown", "keydown"]) {
    pane.addEventListener(event, () => {
      if (!unreadOf(page.view, shown)) return;
      sawAll(page.view, shown);
      page.redraw();
    });
  }
}

export function drawChat(page) {
  const { view } = page;
  if (shown !== view.person) changePerson(view);
  setText(find("chat-title"), view.t("chat_with", { name: view.me.name }));
  find("sign-in").value = view.state.sign_in;
  const messages = view.state.chats[view.person] ?? [];
  drawPinned(view, messages);
  drawEmpty(view, messages);
  scroll.keep(messages.at(-1)?.id ?? "none", () =>
    drawMessages(page, messages),
  );
  const count = unreadOf(view, view.person);
  setText(find("chat-count"), count ? String(count) : "");
}

/** What is pinned at the top of this chat; what was deleted shows no more. */
function drawPinned(view, messages) {
  const pinned = (view.state.pinned[view.person] ?? [])
    .map((id) => messages.find((message) => message.id === id))
    .filter((message) => message && !message.deleted);
  const strip = find("pinned");
  strip.hidden = pinned.length === 0;
  syncList(
    strip,
    pinned,
    ({ id }) => id,
    ({ id }) => {
      const button = el("button", { type: "button", class: "quiet" });
      button.onclick = () => goToMessage(id);
      return el("li", { data: { pinned: id } }, button);
    },
    (node, { summary, text }) => {
      setText(node.firstElementChild, `📌 ${summary || text}`);
    },
  );
}

function goToMessage(id) {
  const node = document.querySelector(`#chat-lists [data-message="${id}"]`);
  node?.scrollIntoView({ block: "nearest" });
  node?.focus();
}

function changePerson(view) {
  const box = find("say-text");
  if (shown) {
    drafts.set(shown, box.value);
    if (isOnScreen()) sawAll(view, shown);
  }
  shown = view.person;
  box.value = drafts.get(shown) ?? "";
  setText(find("say-form").querySelector(".form-error"), "");
  scroll.forget();
}

function isOnScreen() {
  return find("chat").clientHeight > 0;
}

function drawEmpty(view, messages) {
  const empty = find("chat").querySelector(".empty");
  const { app, name } = view.me;
  const isThere = app === "installed";
  empty.hidden = messages.length > 0 && isThere;
  const text = isThere ? view.t("no_chat") : view.t("not_installed", { name });
  setText(empty.firstElementChild, text);
  find("install").hidden = isThere;
}

/** Each person has a list of their own, so that what was typed in it waits there. */
function drawMessages(page, messages) {
  const { view, acts } = page;
  const lists = find("chat-lists");
  for (const list of lists.children) {
    list.hidden = list.dataset.of !== view.person;
  }
  let list = [...lists.children].find(({ hidden }) => !hidden);
  if (!list) {
    list = el("div", { class: "list", data: { of: view.person } });
    lists.append(list);
  }
  syncList(
    list,
    messages,
    ({ id }) => id,
    (message) => createMessage(message, acts),
    (node, message) => {
      const isNew = isUnread(view, view.person, message);
      updateMessage(node, message, view, acts, { isNew });
    },
  );
}
