/** Teams' question whether to sign in, after a press that is done in one's own name. */
import { el } from "./dom.js";
import { outcomeOf } from "./press.js";
import { ask } from "./server.js";

const ASKING = [
  "application/vnd.microsoft.activity.loginRequest",
  "application/vnd.microsoft.error.preconditionFailed",
];

/** Whether the bot's answer to a press is that one must sign in first. */
export function asksToSignIn({ ok, body }) {
  return ok && ASKING.includes(body?.body?.type);
}

/**
 * Ask, and tell the server what was said; with a yes it presses again.
 * @returns {Promise<ReturnType<typeof outcomeOf>>}
 */
export async function askToSignIn(page, message, answer) {
  const { t, me, person } = page.view;
  const why = answer.body.body.value?.text ?? "";
  const accept = await answered(t, t("sign_in_needed", { name: me.name }), why);
  const said = await ask("/consent", { as: person, message: message.id, accept });
  page.refresh();
  return accept ? outcomeOf(said, t) : { failed: true, notice: why || null };
}

/** @returns {Promise<boolean>} Escape is a no */
function answered(t, needed, why) {
  const button = (name, key) =>
    el("button", { type: "button", class: name }, t(key));
  const accept = button("accept", "sign_in_accept");
  const notNow = button("not-now quiet", "sign_in_not_now");
  const dialog = el(
    "dialog",
    { class: "sign-in", "aria-labelledby": "sign-in-title" },
    el("h2", { id: "sign-in-title" }, t("sign_in_title")),
    el("p", {}, needed),
    el("p", {}, why),
    el("p", { class: "row" }, accept, notNow),
  );
  document.body.append(dialog);
  accept.onclick = () => dialog.close("yes");
  notNow.onclick = () => dialog.close();
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
