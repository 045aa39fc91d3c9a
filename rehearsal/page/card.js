/** A card in a message: drawn once a version, pressed, disabled meanwhile. */

import { carry } from "./card_inputs.js";
import { hostConfig } from "./card_look.js";
import { el } from "./dom.js";
import { richText } from "./rich_text.js";

const library = window.AdaptiveCards;
const CONFIG = hostConfig(library);

/** What is drawn in each place for a card. */
const DRAWN = new WeakMap();
/** What this page has to say to one person about their last press. */
const NOTICES = new Map();

library.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = el("div", {}, ...richText(text)).innerHTML;
  result.didProcess = true;
};

const keyOf = (message, view) => `${view.person} ${message.id}`;

/**
 * Draw the message's card unless it is there already. While a press is under
 * way nothing is drawn; the press draws what is true when it ends.
 * @param {HTMLElement} host
 * @param {import("./server.js").Message} message
 * @param {import("./view.js").View} view
 * @param {import("./message.js").Acts} acts
 */
export function drawCard(host, message, view, acts) {
  const drawn = DRAWN.get(host) ?? { written: null, card: null, busy: false };
  DRAWN.set(host, drawn);
  Object.assign(drawn, { message, view, acts });
  if (drawn.busy) return;
  const json = cardFor(message, view);
  const written = json && JSON.stringify([view.person, json]);
  if (drawn.written === written) return;
  const samePerson = drawn.person === view.person;
  const old = samePerson && !drawn.sent ? drawn.card : null;
  Object.assign(drawn, { written, person: view.person, sent: false });
  drawn.card = json && parse(json, view);
  host.hidden = !json;
  if (!json) {
    host.replaceChildren();
    return;
  }
  carry(old, drawn.card, () => show(host, drawn));
  drawn.card.onInlineCardExpanded = ({ card }, isExpanded) => {
    if (isExpanded) card.renderedElement?.scrollIntoView({ block: "nearest" });
  };
}

/** What the last press brought, in a sentence; "" when there is none. */
export function noticeOf(message, view) {
  const local = NOTICES.get(keyOf(message, view));
  if (local) return local;
  const isMine = !message.notice_for || message.notice_for === view.person;
  return (isMine && message.notice) || "";
}

/** In a channel each person may have a card of their own in one message. */
function cardFor(message, view) {
  if (message.deleted) return null;
  return message.cards_for?.[view.person] ?? message.card;
}

function parse(json, view) {
  const card = new library.AdaptiveCard();
  card.hostConfig = CONFIG;
  card.parse(withPeople(json, view.state.people));
  return card;
}

/** Teams' people picker asks Graph; here it offers the people of the rehearsal. */
function withPeople(json, people) {
  const choices = people.map(({ id, name }) => ({ title: name, value: id }));
  return JSON.parse(JSON.stringify(json), (_, value) => {
    const dataset = value?.["choices.data"]?.dataset;
    if (!dataset?.startsWith("graph.microsoft.com/users")) return value;
    const { "choices.data": _asked, ...rest } = value;
    const known = rest.choices ?? [];
    const others = choices.filter((one) => known.every(({ value: id }) => id !== one.value));
    return { ...rest, choices: [...known, ...others] };
  });
}

function show(host, drawn) {
  const { card, view } = drawn;
  card.onExecuteAction = (action) => execute(host, drawn, action);
  card.onInputValueChanged = () => {
    drawn.sent = false;
  };
  card.onAnchorClicked = (_, anchor) => {
    openAddress(drawn, anchor.href);
    return true;
  };
  const rendered = card.render();
  host.replaceChildren(rendered ?? view.t("card_unreadable"));
}

function execute(host, drawn, action) {
  if (action.getJsonTypeName() === "Action.OpenUrl") {
    openAddress(drawn, action.url);
  } else if (!drawn.busy) {
    press(host, drawn, action);
  }
}

function openAddress(drawn, address) {
  const { message, view, acts } = drawn;
  const refusal = acts.open(address);
  if (refusal) say(message, view, view.t(refusal));
  acts.redraw();
}

async function press(host, drawn, action) {
  const { message, view, acts } = drawn;
  const asked = { verb: action.verb, data: action.data ?? {} };
  say(message, view, null);
  setBusy(host, drawn, true);
  const type = action.getJsonTypeName();
  const { failed, notice } = await acts.press(message, type, asked);
  setBusy(host, drawn, false);
  drawn.sent = !failed;
  say(message, view, notice);
  acts.redraw();
  if (!host.contains(document.activeElement)) host.focus();
}

function say(message, view, text) {
  if (text) NOTICES.set(keyOf(message, view), text);
  else NOTICES.delete(keyOf(message, view));
}

/** `inert` keeps the eye's and the keyboard's hands off, and loses no input. */
function setBusy(host, drawn, busy) {
  drawn.busy = busy;
  host.inert = busy;
  host.setAttribute("aria-busy", busy);
  host.classList.toggle("busy", busy);
}
