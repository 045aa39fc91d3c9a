/** Where a card's link leads: to a thread on this page, or out of it. */

const TEAMS = "teams.microsoft.com";

/**
 * The message that a Teams deep link points at.
 * @param {string} address such as
 *   https://teams.microsoft.com/l/message/{channel}/{message}?parentMessageId=…
 * @returns {{channel: string, message: string, thread: string}|null}
 * Source: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
export function messageIn(address) {
  const url = read(address);
  if (url?.hostname !== TEAMS) return null;
  const [, place, kind, channel, message] = url.pathname.split("/");
  if (place !== "l" || kind !== "message" || !message) return null;
  const parent = url.searchParams.get("parentMessageId");
  return {
    channel: decoded(channel),
    message: decoded(message),
    thread: parent ?? decoded(message),
  };
}

/** Whether a link leads to Teams itself, which a rehearsal does not have. */
export function isTeams(address) {
  return read(address)?.hostname === TEAMS;
}

/** Whether a link may be opened: a bot's words are no reason to run a script. */
export function isWeb(address) {
  return /^https?:$/.test(read(address)?.protocol ?? "");
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function read(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
