/** Says to screen readers what has arrived since the last state. */

/**
 * @param {object} before the state before
 * @param {import("./view.js").View} view with the new state
 */
export function announce(before, view) {
  const said = [...newPosts(before, view), ...newChat(before, view)];
  if (said.length) {
    document.getElementById("announce").textContent = said.join(" ");
  }
}

function newPosts(before, view) {
  const known = new Set(before.threads.map(({ message }) => message.id));
  return view.state.threads
    .map(({ message }) => message)
    .filter(({ id, from }) => !known.has(id) && from !== view.person)
    .map(({ from }) => view.t("announce_post", { name: view.who(from).name }));
}

function newChat(before, view) {
  const known = new Set((before.chats[view.person] ?? []).map(({ id }) => id));
  return (view.state.chats[view.person] ?? [])
    .filter(({ id, from }) => !known.has(id) && from === "bot")
    .map(({ summary, text }) =>
      view.t("announce_chat", { summary: summary || text || "" }),
    );
}
