/** The box in which one's own message is written anew, in its place. */
import { el, sendOnCtrlEnter } from "./dom.js";

/** @param {object} parts a message's parts, as message.js makes them */
export function openEditor(parts, acts) {
  if (!parts.editor.hidden) return;
  const { message, view } = parts;
  const box = el("textarea", { rows: "3", "aria-label": view.t("edit_label") });
  box.value = message.text;
  const close = () => {
    closeEditor(parts);
    parts.editButton.focus();
  };
  const save = async () => {
    const text = box.value.trim();
    if (text && (await acts.edit(parts.message, text))) close();
  };
  sendOnCtrlEnter(box, save);
  const button = (key, name, onclick) =>
    el("button", { type: "button", class: name, onclick }, view.t(key));
  parts.editor.replaceChildren(
    box,
    button("save", "save", save),
    button("cancel", "quiet", close),
  );
  parts.editor.hidden = false;
  parts.text.hidden = true;
  box.focus();
}

export function closeEditor(parts) {
  if (parts.editor.hidden) return;
  parts.editor.hidden = true;
  parts.editor.replaceChildren();
  parts.text.hidden = false;
}
