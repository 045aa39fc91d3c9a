/** One message, in a thread or in the chat. It is made once and then patched. */
import { drawCard, noticeOf } from "./card.js";
import { el, setAttr, setText } from "./dom.js";
import { closeEditor, openEditor } from "./editor.js";
import { createMenu, drawMenu } from "./dialog.js";
import { drawReactions } from "./reactions.js";
import { plainText, richText } from "./rich_text.js";
import { hasSentence } from "./strings.js";
import { shortTime } from "./times.js";

/** The parts of each message's element, by name. */
const PARTS = new WeakMap();

/**
 * What can be done to a message; app.js hands these in.
 * @typedef {object} Acts
 * @property {(message: Message, type: string, remove: boolean) => void} react
 * @property {(message: Message, text: string) => Promise<boolean>} edit
 * @property {(message: Message) => void} remove
 * @property {(message: Message) => void} undelete
 * @property {(message: Message, action: object) => Promise<object>} press
 * @property {(message: Message, command: string) => void} choose
 * @property {(address: string) => string|null} open the key of a sentence
 *   that says why it stays closed, or null
 * @typedef {import("./server.js").Message} Message
 */

/**
 * @param {Message} message
 * @param {Acts} acts
 * @returns {HTMLElement}
 */
export function createMessage(message, acts) {
  const parts = makeParts();
  const current = () => parts.message;
  const menu = createMenu((command) => acts.choose(current(), command));
  parts.menu = menu;
  const node = el(
    "article",
    { class: "message", tabindex: "-1", data: { message: message.id } },
    parts.avatar,
    el(
      "div",
      { class: "body" },
      el("header", {}, parts.name, parts.role, parts.time, parts.marks),
      parts.text,
      parts.editor,
      parts.card,
      parts.notice,
      el("div", { class: "foot" }, parts.reactions, parts.own, parts.more, menu),
    ),
  );
  parts.react = (type, remove) => acts.react(current(), type, remove);
  parts.editButton.onclick = () => openEditor(parts, acts);
  parts.removeButton.onclick = () => acts.remove(current());
  parts.undeleteButton.onclick = () => acts.undelete(current());
  PARTS.set(node, parts);
  return node;
}

function makeParts() {
  const button = (name) =>
    el("button", { type: "button", class: `quiet ${name}` });
  const editButton = button("edit");
  const removeButton = button("remove");
  const undeleteButton = button("undelete");
  return {
    avatar: el("span", { class: "avatar", "aria-hidden": "true" }),
    name: el("strong", { class: "name" }),
    role: el("span", { class: "role" }),
    time: el("time"),
    marks: el("span", { class: "marks" }),
    text: el("div", { class: "text" }),
    editor: el("div", { class: "editor", hidden: true }),
    card: el("div", { class: "card", tabindex: "-1" }),
    notice: el("p", { class: "notice", role: "status" }),
    reactions: el("div", { class: "reactions" }),
    own: el("span", { class: "own" }, editButton, removeButton, undeleteButton),
    more: el("span", { class: "more" }),
    editButton,
    removeButton,
    undeleteButton,
  };
}

/** Where a thread hangs its reply button. */
export function moreOf(node) {
  return PARTS.get(node).more;
}

/**
 * @param {HTMLElement} node
 * @param {Message} message
 * @param {import("./view.js").View} view
 * @param {Acts} acts
 * @param {{isNew?: boolean}} [marks]
 */
export function updateMessage(node, message, view, acts, { isNew } = {}) {
  const parts = PARTS.get(node);
  parts.message = message;
  parts.view = view;
  const who = view.who(message.from);
  const t = view.t;
  node.classList.toggle("deleted", message.deleted);
  node.classList.toggle("mine", message.from === view.person);
  node.classList.toggle("bot", message.from === "bot");
  drawWho(parts, who, view);
  drawMarks(parts, message, t, isNew);
  drawText(parts, message, t);
  drawCard(parts.card, message, view, acts);
  setText(parts.notice, noticeOf(message, view));
  drawReactions(parts.reactions, message, view, parts.react);
  if (message.targeted_to) parts.reactions.hidden = true;
  drawOwn(parts, message, view);
  drawMenu(parts.menu, message, t);
}

function drawWho(parts, who, view) {
  const { message } = parts;
  setText(parts.avatar, who.id === "bot" ? "相" : [...who.name][0]);
  parts.avatar.style.setProperty("--hue", hueOf(who.id));
  setText(parts.name, who.name);
  setText(
    parts.role,
    who.id === "bot" ? view.t("bot_role") : roleOf(who, view),
  );
  const at = new Date(message.at);
  setText(parts.time, shortTime(view.language, at, view.clock.now()));
  setAttr(parts.time, "datetime", message.at);
}

/** The role that matters most for this page, in words; "" for participants. */
export function roleOf(who, view) {
  const [role] = who.roles.filter((one) => hasSentence(`role_${one}`));
  return role ? view.t(`role_${role}`) : "";
}

function hueOf(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}

function drawMarks(parts, message, t, isNew) {
  const marks = [
    message.targeted_to && ["only-you", t("only_you")],
    message.edited_at && !message.deleted && ["edited", t("edited")],
    isNew && ["new", t("new_mark")],
  ].filter(Boolean);
  const written = JSON.stringify(marks);
  if (parts.marksWritten === written) return;
  parts.marksWritten = written;
  parts.marks.replaceChildren(
    ...marks.map(([kind, text]) => el("span", { class: `mark ${kind}` }, text)),
  );
}

function drawText(parts, message, t) {
  const text = message.deleted ? t("deleted") : (message.text ?? "");
  const fromBot = message.from === "bot" && !message.deleted;
  const written = `${fromBot}:${text}`;
  if (parts.textWritten === written) return;
  parts.textWritten = written;
  const nodes = fromBot ? richText(text) : plainText(text);
  parts.text.replaceChildren(...nodes);
  parts.text.hidden = !text || !parts.editor.hidden;
}

function drawOwn(parts, message, view) {
  const mine = message.from === view.person;
  setText(parts.editButton, view.t("edit"));
  setText(parts.removeButton, view.t("remove"));
  setText(parts.undeleteButton, view.t("undelete"));
  parts.own.hidden = !mine || Boolean(message.targeted_to);
  parts.editButton.hidden = message.deleted;
  parts.removeButton.hidden = message.deleted;
  parts.undeleteButton.hidden = !message.deleted;
  if (!mine || message.deleted) closeEditor(parts);
}
