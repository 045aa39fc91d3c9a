/** The reactions under a message: one button a kind, with its name and people. */
import { el, icon, setAttr, setText, syncList } from "./dom.js";
import { hasSentence } from "./strings.js";

const OFFERED = ["like", "heart", "laugh", "surprised"];
const DRAWN = [...OFFERED, "sad", "angry"];
const NAMES_SHOWN = 3;

/**
 * @param {HTMLElement} bar
 * @param {import("./server.js").Message} message
 * @param {import("./view.js").View} view
 * @param {(type: string, remove: boolean) => void} react
 */
export function drawReactions(bar, message, view, react) {
  setAttr(bar, "hidden", message.deleted ? "" : null);
  const kinds = kindsOf(message);
  syncList(
    bar,
    kinds,
    ({ type }) => type,
    ({ type }) => reactionButton(type, react),
    (button, { type, by }) => updateButton(button, type, by, view),
  );
}

function kindsOf(message) {
  const given = message.reactions.filter(({ by }) => by.length);
  const by = new Map(given.map((one) => [one.type, one.by]));
  const types = [...OFFERED, ...by.keys()].filter(
    (type, place, all) => all.indexOf(type) === place,
  );
  return types.map((type) => ({ type, by: by.get(type) ?? [] }));
}

function reactionButton(type, react) {
  const toggle = ({ currentTarget: button }) =>
    react(type, button.getAttribute("aria-pressed") === "true");
  return el(
    "button",
    {
      type: "button",
      class: "reaction",
      data: { reaction: type },
      onclick: toggle,
    },
    DRAWN.includes(type) ? icon(type) : null,
    el("span", { class: "kind" }),
    el("span", { class: "by" }),
  );
}

function updateButton(button, type, by, view) {
  const kind = hasSentence(type) ? view.t(type) : type;
  const mine = by.includes(view.person);
  const act = view.t(mine ? "react_remove" : "react_add", { kind });
  const people = by.length
    ? view.t("reacted_by", { kind, names: namesOf(by, view, by.length) })
    : null;
  setAttr(button, "aria-pressed", mine);
  setAttr(button, "aria-label", people ? `${people}. ${act}` : act);
  setAttr(button, "title", people ?? act);
  button.classList.toggle("given", by.length > 0);
  const [kindNode, byNode] = button.querySelectorAll("span");
  const needsName = by.length || !DRAWN.includes(type);
  setText(kindNode, needsName ? kind : "");
  setText(byNode, namesOf(by, view, NAMES_SHOWN));
}

function namesOf(by, view, most) {
  const shown = by.slice(0, most).map((id) => view.who(id).name);
  const names = shown.join(view.t("names_joiner"));
  const count = by.length - shown.length;
  return count ? view.t("and_more", { names, count }) : names;
}
