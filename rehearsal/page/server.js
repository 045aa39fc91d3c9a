/** The page's way to the rehearsal's server. */

const LEAST_GAP_MS = 200;

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} conversation_id
 * @property {string} from a person's id, or "bot"
 * @property {string} at ISO 8601
 * @property {string|null} edited_at
 * @property {boolean} deleted
 * @property {string} text
 * @property {object|null} card an Adaptive Card
 * @property {Record<string, object>} [cards_for] person id -> the card that
 *   only this person has there
 * @property {string|null} summary
 * @property {{type: string, by: string[]}[]} reactions
 * @property {string|null} targeted_to
 * @property {string|null} notice what the bot answered to a press
 * @property {string|null} [notice_for] the person who sees it; null: everybody
 */

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string[]} roles
 * @property {string|null} chat_id null: there is no chat with the bot yet
 * @property {string} [app] "installed" when the bot is in this person's chats
 */

/**
 * Ask the server to do something.
 * @param {string} path below /rehearsal, such as "/post"
 * @param {object} body
 * @returns {Promise<{ok: boolean, status: number, body: any,
 *   error: string|null}>} status 0: nobody answered
 */
export async function ask(path, body) {
  try {
    const answer = await fetch(`/rehearsal${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const read = await answer.json().catch(() => null);
    const error = answer.ok ? null : (read?.error ?? null);
    return { ok: answer.ok, status: answer.status, body: read, error };
  } catch {
    return { ok: false, status: 0, body: null, error: null };
  }
}

/**
 * Follow the server's state: once at the start and after each change, at most
 * five times a second.
 * @param {(state: object) => void} onState
 * @param {(lost: boolean) => void} onConnection
 * @returns {() => void} fetches the state again, soon
 */
export function follow(onState, onConnection) {
  let timer = null;
  let busy = false;
  let again = false;

  async function fetchState() {
    timer = null;
    busy = true;
    again = false;
    try {
      const answer = await fetch("/rehearsal/state", { cache: "no-store" });
      if (!answer.ok) throw new Error(`state answered ${answer.status}`);
      onState(await answer.json());
      onConnection(false);
    } catch (error) {
      console.warn(error);
      onConnection(true);
      again = true;
    }
    busy = false;
    if (again) soon(LEAST_GAP_MS * 5);
  }

  function soon(gap = LEAST_GAP_MS) {
    if (busy) again = true;
    else timer ??= setTimeout(fetchState, gap);
  }

  const events = new EventSource("/rehearsal/events");
  events.addEventListener("changed", () => soon());
  events.addEventListener("open", () => soon());
  events.addEventListener("error", () => onConnection(true));
  fetchState();
  return () => soon(0);
}
