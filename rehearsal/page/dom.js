/** Building and patching the page. Text goes in as text, never as markup. */

/**
 * Make an element. Props starting with "on" are listeners, "data"/"aria" maps
 * and other names are attributes; children are nodes or strings.
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    setProp(node, name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

function setProp(node, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (value === true) node.setAttribute(name, "");
  else node.setAttribute(name, value);
}

/** A drawing from icons.svg, in the colour of the text around it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(use);
  return drawing;
}

/** Write text only when it differs, so that a selection in it survives. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set an attribute only when it differs; null takes it away. */
export function setAttr(node, name, value) {
  if (value == null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

/**
 * Make a parent's children match the items, keeping each child that stays:
 * what is typed, focused or open in it is not lost.
 * @template T
 * @param {HTMLElement} parent holds nothing but this list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf unique within the list
 * @param {(item: T) => HTMLElement} create
 * @param {(node: HTMLElement, item: T) => void} update
 */
export function syncList(parent, items, keyOf, create, update) {
  const wanted = new Set(items.map(keyOf));
  const kept = new Map();
  for (const child of [...parent.children]) {
    if (wanted.has(child.dataset.key)) kept.set(child.dataset.key, child);
    else child.remove();
  }
  let cursor = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const node = kept.get(key) ?? create(item);
    node.dataset.key = key;
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
    update(node, item);
  }
}

/** Whether the reader has scrolled to the end, give or take a line. */
export function atEnd(scroller) {
  const left =
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  return left < 60;
}

/** Scroll to the end at once. */
export function toEnd(scroller) {
  scroller.scrollTop = scroller.scrollHeight;
}

/** Scroll a message into view, mark it for a moment and give it the focus. */
export function highlight(node) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({
    block: "center",
    behavior: calm ? "auto" : "smooth",
  });
  node.focus({ preventScroll: true });
  node.classList.add("highlight");
  setTimeout(() => node.classList.remove("highlight"), 4000);
}

/** Let Ctrl+Enter (or ⌘Enter) send a text box, but not while an IME composes. */
export function sendOnCtrlEnter(box, send) {
  box.addEventListener("keydown", (event) => {
    const asked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!asked || event.isComposing) return;
    event.preventDefault();
    send();
  });
}
