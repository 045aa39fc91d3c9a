/** The menu of a message, and the dialog that an action of it opens. */
import { drawCard, noticeOf } from "./card.js";
import { el, setText } from "./dom.js";
import { ask } from "./server.js";

/** The commands as an app package would enter them: id and sentence. */
const COMMANDS = [
  ["follow_up", "action_follow_up"],
  ["answer", "action_answer"],
];

/**
 * @param {(command: string) => void} choose
 * @returns {HTMLElement} a menu that opens and closes by itself; Escape closes
 */
export function createMenu(choose) {
  const summary = el("summary", {}, "…");
  const list = el("div", { class: "menu-list", role: "group" });
  const menu = el("details", { class: "menu" }, summary, list);
  for (const [command, key] of COMMANDS) {
    const button = el("button", {
      type: "button",
      class: "quiet",
      data: { command, sentence: key },
      onclick: () => {
        menu.open = false;
        summary.focus();
        choose(command);
      },
    });
    list.append(button);
  }
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  return menu;
}

/** Write the menu in the reader's language; messages without one hide it. */
export function drawMenu(menu, message, t) {
  menu.hidden =
    message.deleted ||
    Boolean(message.targeted_to) ||
    message.conversation_id.startsWith("a:");
  menu.querySelector("summary").setAttribute("aria-label", t("message_menu"));
  for (const button of menu.querySelectorAll("button")) {
    setText(button, t(button.dataset.sentence));
  }
}

/**
 * Ask the bot what an action opens, and show it. What the card sends goes the
 * same way, and its answer takes the place of what is shown.
 */
export async function openDialog(page, message, command) {
  const { view } = page;
  const parts = makeDialog(view.t);
  const asked = {
    as: view.person,
    conversation: message.conversation_id,
    message: message.id,
    command,
  };
  parts.dialog.addEventListener("close", () => parts.dialog.remove());
  document.body.append(parts.dialog);
  parts.dialog.showModal();
  setText(parts.said, view.t("dialog_waiting"));
  const send = async (data) => {
    const answer = await ask("/choose", data ? { ...asked, data } : asked);
    page.refresh();
    show(page, parts, command, answer, send);
  };
  await send(null);
}

function makeDialog(t) {
  const title = el("h2", { id: "dialog-title" });
  const said = el("p", { class: "said", role: "status" });
  const host = el("div", { class: "card", tabindex: "-1", hidden: true });
  const close = el("button", { type: "button", class: "close" }, t("close"));
  const dialog = el(
    "dialog",
    { class: "action", "aria-labelledby": "dialog-title" },
    title,
    said,
    host,
    el("p", { class: "row" }, close),
  );
  close.onclick = () => dialog.close();
  return { dialog, title, said, host, shown: 0 };
}

function show(page, parts, command, answer, send) {
  const { t } = page.view;
  const { wrong, task } = taskOf(answer, t);
  if (!wrong && !task) {
    parts.dialog.close();
    return;
  }
  const sentence = wrong ?? (task.type === "message" ? task.value : "");
  setText(parts.said, sentence);
  parts.said.hidden = !sentence;
  if (wrong) return;
  const card = task.type === "message" ? null : task.value.card.content;
  setText(parts.title, task.value?.title ?? t(`action_${command}`));
  parts.shown += 1;
  drawIn(page, parts, card, send);
}

/** Each card is a message of its own to the drawing: nothing typed is kept. */
function drawIn(page, parts, card, send) {
  const message = { id: `dialog-${parts.shown}`, card };
  const acts = {
    open: page.acts.open,
    redraw: () => {
      const notice = noticeOf(message, page.view);
      if (notice) setText(parts.said, notice);
    },
    press: async (_message, _type, { data }) => {
      await send(data);
      return { failed: true, notice: null };
    },
  };
  const host = el("div", { class: "card", tabindex: "-1" });
  parts.host.replaceWith(host);
  parts.host = host;
  drawCard(host, message, page.view, acts);
}

/** What the bot's answer opens, or what this page has to say about it. */
function taskOf(answer, t) {
  if (!answer.ok) return { wrong: answer.error ?? t("dialog_no_answer") };
  const { status, body } = answer.body ?? {};
  if (!status || status >= 500) return { wrong: t("dialog_no_answer") };
  if (status >= 400) return { wrong: t("press_refused", { status }) };
  return { wrong: null, task: body?.task ?? null };
}
