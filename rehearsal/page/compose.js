/** A form that sends what is written in it, and keeps it when that fails. */
import { sendOnCtrlEnter, setText } from "./dom.js";

/**
 * @param {HTMLFormElement} form with one textarea and a .form-error
 * @param {(text: string) => Promise<string|null>} send gives what went wrong
 * @param {() => void} [sent]
 */
export function startCompose(form, send, sent = () => {}) {
  const box = form.querySelector("textarea");
  const error = form.querySelector(".form-error");
  const button = form.querySelector("[type=submit]");
  box.addEventListener("input", () => grow(box));
  sendOnCtrlEnter(box, () => form.requestSubmit());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text || button.disabled) {
      box.focus();
      return;
    }
    button.disabled = true;
    const wrong = await send(text);
    button.disabled = false;
    setText(error, wrong ?? "");
    if (!wrong) {
      if (box.value.trim() === text) box.value = "";
      grow(box);
      sent();
    }
    box.focus();
  });
}

/** Make a text box as high as what is written in it, up to its CSS limit. */
export function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

/** Whether what is written is a command to the bot. */
export function isCommand(text) {
  return /^\/\S/.test(text.trimStart());
}
