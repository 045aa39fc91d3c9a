/** The replies of a thread, and the box for a new one. */
import { isCommand, startCompose } from "./compose.js";
import { el, setAttr, setText, syncList } from "./dom.js";
import { createMessage, moreOf, updateMessage } from "./message.js";

/**
 * Give a thread its place for replies and the button that opens the reply box.
 * @param {object} page
 * @param {HTMLElement} node the thread
 * @param {HTMLElement} root the post's message
 * @param {string} thread the post's id
 */
export function addReplies(page, node, root, thread) {
  const openButton = el("button", {
    type: "button",
    class: "quiet reply-open",
    "aria-expanded": "false",
  });
  openButton.addEventListener("click", () => openBox(page, node, thread));
  moreOf(root).append(openButton);
  node.append(el("div", { class: "replies" }));
}

/** @param {import("./server.js").Message[]} replies oldest first */
export function updateReplies(page, node, replies) {
  const { view, acts } = page;
  setText(node.querySelector(".reply-open"), view.t("reply"));
  syncList(
    node.querySelector(".replies"),
    replies,
    ({ id, targeted_to }) => `${targeted_to ?? ""}${id}`,
    (reply) => createMessage(reply, acts),
    (child, reply) => updateMessage(child, reply, view, acts),
  );
  const box = node.querySelector(".reply-box");
  if (box) labelBox(box, view);
}

function openBox(page, node, thread) {
  const box = node.querySelector(".reply-box") ?? makeBox(page, node, thread);
  box.querySelector("textarea").focus();
  box.scrollIntoView({ block: "nearest" });
}

function makeBox(page, node, thread) {
  const opener = node.querySelector(".reply-open");
  const box = el(
    "form",
    { class: "reply-box" },
    el("textarea", { rows: "2" }),
    el("p", { class: "form-error", role: "alert" }),
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", class: "quiet cancel" }),
      el("button", { type: "submit", class: "send" }),
    ),
  );
  const close = () => {
    box.remove();
    setAttr(opener, "aria-expanded", "false");
    opener.focus();
  };
  const send = (text) =>
    page.acts.act(isCommand(text) ? "/slash" : "/reply", {
      thread,
      text,
      ...(isCommand(text) && { channel: page.view.channel }),
    });
  startCompose(box, send, close);
  box.querySelector(".cancel").addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });
  node.append(box);
  setAttr(opener, "aria-expanded", "true");
  labelBox(box, page.view);
  return box;
}

function labelBox(box, view) {
  const label = view.t("reply_label", { name: view.me.name });
  const area = box.querySelector("textarea");
  setAttr(area, "aria-label", label);
  setAttr(area, "placeholder", label);
  setText(box.querySelector(".cancel"), view.t("cancel"));
  setText(box.querySelector(".send"), view.t("send"));
}
