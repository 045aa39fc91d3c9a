/** What the chosen person can do: each asks the server and says what went wrong. */
import { goTo } from "./channel.js";
import { openDialog } from "./dialog.js";
import { isTeams, isWeb, messageIn } from "./links.js";
import { outcomeOf } from "./press.js";
import { ask } from "./server.js";
import { askToSignIn, asksToSignIn } from "./sign_in.js";

const TOAST_MS = 8000;
/** The server answers when the bot has; nobody has to wait for that. */
const PATIENCE_MS = 1500;
const LATER = Symbol("later");
let hiding = null;

/**
 * @param {object} page
 * @returns {import("./message.js").Acts}
 */
export function makeActs(page) {
  const { view } = page;

  /** @returns {Promise<string|null>} what went wrong; null: nothing so far */
  async function act(path, body) {
    const asking = ask(path, { as: view.person, ...body }).then((answer) => {
      page.refresh();
      return answer.ok ? null : (answer.error ?? view.t("not_sent"));
    });
    const wrong = await Promise.race([asking, later()]);
    if (wrong !== LATER) return wrong;
    asking.then((error) => error && toast(error));
    return null;
  }

  async function actOrToast(path, body) {
    const error = await act(path, body);
    if (error) toast(error);
    return !error;
  }

  const place = ({ conversation_id, id }) => ({
    conversation: conversation_id,
    message: id,
  });

  return {
    act,
    redraw: page.redraw,
    install: () => actOrToast("/install", {}),
    signInBy: (mode) => actOrToast("/sign-in", { mode }),
    clock: (body) => actOrToast("/clock", body),
    react: (message, type, remove) =>
      actOrToast("/react", { ...place(message), type, remove }),
    edit: (message, text) => actOrToast("/edit", { ...place(message), text }),
    remove: (message) => actOrToast("/delete", place(message)),
    undelete: (message) => actOrToast("/undelete", place(message)),
    press: (message, type, asked) => press(page, message, type, asked),
    choose: (message, command) => openDialog(page, message, command),
    open: (address) => open(page, address),
  };
}

async function press(page, message, type, { verb, data }) {
  const { view } = page;
  const asked = { as: view.person, message: message.id, data };
  const answer =
    type === "Action.Submit"
      ? await ask("/submit", asked)
      : await ask("/press", { ...asked, verb });
  page.refresh();
  if (!asksToSignIn(answer)) return outcomeOf(answer, view.t);
  return askToSignIn(page, message, answer);
}

function later() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, LATER));
}

/** @returns {string|null} the key of the sentence that says why it stays shut */
function open(page, address) {
  const target = messageIn(address);
  if (target) return goTo(page, target) ? null : "post_not_here";
  if (isTeams(address) || !isWeb(address)) return "leads_to_teams";
  window.open(address, "_blank", "noopener");
  return null;
}

/** Say a sentence over the page for a while. */
function toast(text) {
  const node = document.getElementById("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    node.hidden = true;
  }, TOAST_MS);
}
