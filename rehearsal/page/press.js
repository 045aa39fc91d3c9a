/** What the bot's answer to a press means for the person who pressed. */

const ERROR = "application/vnd.microsoft.error";

/**
 * @param {Awaited<ReturnType<import("./server.js").ask>>} answer the server's
 *   answer; its body holds the bot's {status, body}
 * @param {(key: string, values?: object) => string} t
 * @returns {{failed: boolean, notice: string|null}} failed: the person's input
 *   was not taken and has to stay; notice: what this page has to say about it.
 *   What the bot says, and its next card, come with the server's next state.
 * Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
 */
export function outcomeOf(answer, t) {
  if (!answer.ok) return failed(answer.error ?? t("press_no_answer"));
  const { status, body } = answer.body ?? {};
  if (!status || status >= 500) return failed(t("press_no_answer"));
  if (status >= 400) return failed(t("press_refused", { status }));
  if (body?.type === ERROR || body?.statusCode >= 400) {
    const said = body.value?.message;
    return failed(said ?? t("press_refused", { status: body.statusCode }));
  }
  return { failed: false, notice: null };
}

function failed(notice) {
  return { failed: true, notice };
}
