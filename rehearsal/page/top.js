/** The bar at the top: who I am, the clock, the language, and the bot's health. */
import { el, setAttr, setText, syncList } from "./dom.js";
import { roleOf } from "./message.js";
import { longTime } from "./times.js";
import { unreadOf } from "./unread.js";

const GROUPS = ["pmo", "other", "participants"];
const find = (id) => document.getElementById(id);

export function startTop(page) {
  const { view } = page;
  find("person").addEventListener("change", ({ target }) =>
    become(page, target.value),
  );
  find("language").addEventListener("click", () => {
    view.speak(view.language === "ja" ? "en" : "ja");
    page.redraw();
  });
  for (const button of document.querySelectorAll("[data-rate]")) {
    const rate = Number(button.dataset.rate);
    button.addEventListener("click", () => page.acts.clock({ rate }));
  }
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => advance(page, button));
  }
  find("unread").addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-person]");
    if (!chip) return;
    become(page, chip.dataset.person);
    page.showTab("chat");
    find("person").focus();
  });
}

function become(page, id) {
  page.view.become(id);
  page.redraw();
}

async function advance(page, button) {
  button.disabled = true;
  await page.acts.clock({ advance_seconds: Number(button.dataset.advance) });
  button.disabled = false;
  button.focus();
}

/** @param {import("./view.js").View} view */
export function drawTop(view) {
  translate(view);
  tick(view);
  drawBot(view);
  if (!view.state) return;
  drawPeople(view);
  drawUnread(view);
  for (const button of document.querySelectorAll("[data-rate]")) {
    const isChosen = Number(button.dataset.rate) === view.clock.rate;
    setAttr(button, "aria-pressed", isChosen);
  }
}

/** Move the shown clock on. */
export function tick(view) {
  if (!view.state) return;
  const now = view.clock.now();
  setText(find("clock"), longTime(view.language, now));
  setAttr(find("clock"), "datetime", now.toISOString().slice(0, 16));
}

function translate(view) {
  document.documentElement.lang = view.language;
  document.title = view.t("title");
  for (const node of document.querySelectorAll("[data-t]")) {
    setText(node, view.t(node.dataset.t));
  }
  for (const node of document.querySelectorAll("[data-t-label]")) {
    setAttr(node, "aria-label", view.t(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll("[data-t-placeholder]")) {
    setAttr(node, "placeholder", view.t(node.dataset.tPlaceholder));
  }
}

function drawBot(view) {
  const line = find("bot");
  const { kind, text } = botLine(view);
  line.className = kind;
  setText(line, text);
}

function botLine({ state, lost, t }) {
  if (lost) return { kind: "bad", text: t("server_lost") };
  if (!state) return { kind: "waiting", text: t("loading") };
  const { reachable, last_status: status } = state.bot;
  const isOpening = ["waiting", "playing"].includes(state.opening);
  if (isOpening)
    return { kind: "waiting", text: t(`opening_${state.opening}`) };
  if (!reachable) return { kind: "bad", text: t("bot_unreachable") };
  const notes = [
    t("bot_reachable"),
    t(state.signed ? "signed" : "unsigned"),
    status && t("last_status", { status }),
  ];
  return { kind: "good", text: notes.filter(Boolean).join(" · ") };
}

function groupOf({ roles }) {
  if (roles.includes("pmo")) return "pmo";
  const plain = ["participant", "member"];
  return roles.some((role) => !plain.includes(role)) ? "other" : "participants";
}

function drawPeople(view) {
  const select = find("person");
  const groups = GROUPS.map((group) => ({
    group,
    people: view.state.people.filter((one) => groupOf(one) === group),
  })).filter(({ people }) => people.length);
  syncList(
    select,
    groups,
    ({ group }) => group,
    () => el("optgroup"),
    (node, { group, people }) => {
      setAttr(node, "label", view.t(`group_${group}`));
      drawOptions(node, people, view);
    },
  );
  if (select.value !== view.person) select.value = view.person;
}

function drawOptions(group, people, view) {
  syncList(
    group,
    people,
    ({ id }) => id,
    ({ id }) => el("option", { value: id }),
    (option, person) => {
      const count = unreadOf(view, person.id);
      const role = roleOf(person, view);
      const parts = [person.name, role && `(${role})`, count && `● ${count}`];
      setText(option, parts.filter(Boolean).join(" "));
    },
  );
}

function drawUnread(view) {
  const waiting = view.state.people
    .filter(({ id }) => id !== view.person)
    .map((person) => ({ ...person, count: unreadOf(view, person.id) }))
    .filter(({ count }) => count);
  syncList(
    find("unread"),
    waiting,
    ({ id }) => id,
    ({ id }) => el("button", { type: "button", data: { person: id } }),
    (chip, { name, count }) => {
      setText(chip, `${name} ● ${count}`);
      setAttr(chip, "aria-label", view.t("unread_of", { name, count }));
    },
  );
}
