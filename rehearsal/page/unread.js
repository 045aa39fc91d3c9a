/** Which of the bot's private messages a person has not seen on this page. */

const KEPT = "seen";
/** @type {Record<string, string>} person id -> the newest moment they saw */
const seen = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");

/** @param {import("./server.js").Message} message */
export function isUnread(view, person, message) {
  if (message.from !== "bot" || message.deleted) return false;
  return !seen[person] || Date.parse(message.at) > Date.parse(seen[person]);
}

/** @returns {number} */
export function unreadOf(view, person) {
  const chat = view.state?.chats[person] ?? [];
  return chat.filter((message) => isUnread(view, person, message)).length;
}

/** What was there when the page was opened is not new. */
export function sawFirst(view) {
  if (!(view.person in seen)) sawAll(view, view.person);
}

/** The person has seen all that is in their chat now. */
export function sawAll(view, person) {
  const newest = (view.state.chats[person] ?? []).at(-1);
  if (!newest) return;
  seen[person] = newest.at;
  sessionStorage.setItem(KEPT, JSON.stringify(seen));
}
