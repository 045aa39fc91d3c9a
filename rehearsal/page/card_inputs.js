/** What a person typed in a card, carried to the card that replaces it. */

const EXPANDED = 1;

/** @returns {object[]} the library's inputs, those of closed sub-cards as well */
function inputsOf(card) {
  return card?.getAllInputs() ?? [];
}

/**
 * Show a new card with what was typed, opened and focused in the old one.
 * @param {object|null} old null: nothing is carried
 * @param {object} card
 * @param {() => void} show puts the new card in the old one's place
 */
export function carry(old, card, show) {
  const typed = typedIn(old);
  const opened = openedIn(old);
  const focused = focusedIn(old);
  for (const input of inputsOf(card)) {
    if (typed.has(input.id)) input.defaultValue = typed.get(input.id);
  }
  show();
  for (const action of subCards(card)) {
    if (opened.has(action.title)) action.execute();
  }
  focus(inputsOf(card), focused);
}

function typedIn(card) {
  const changed = inputsOf(card).filter(
    ({ id, value, defaultValue }) =>
      id && (value ?? "") !== (defaultValue ?? ""),
  );
  return new Map(changed.map(({ id, value }) => [id, value]));
}

function subCards(card) {
  const actions = card?.getAllActions() ?? [];
  return actions.filter(
    (action) => action.getJsonTypeName() === "Action.ShowCard",
  );
}

function openedIn(card) {
  const open = subCards(card).filter(({ state }) => state === EXPANDED);
  return new Set(open.map(({ title }) => title));
}

function focusedIn(card) {
  const control = document.activeElement;
  const input = inputsOf(card).find((one) =>
    one.renderedElement?.contains(control),
  );
  if (!input) return null;
  const { selectionStart: start, selectionEnd: end } = control;
  return { id: input.id, start, end };
}

function focus(inputs, focused) {
  const input = inputs.find(({ id }) => focused && id === focused.id);
  if (!input) return;
  input.focus();
  const control = document.activeElement;
  if (focused.start != null && control?.setSelectionRange) {
    control.setSelectionRange(focused.start, focused.end);
  }
}
