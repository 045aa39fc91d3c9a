/** Keeps a half of the page at its end, or where the reader is reading. */
import { atEnd, toEnd } from "./dom.js";

/**
 * @param {HTMLElement} scroller
 * @param {HTMLButtonElement} jump offered when something new is out of sight
 */
export class Scroll {
  #scroller;
  #jump;
  #last = null;

  constructor(scroller, jump) {
    this.#scroller = scroller;
    this.#jump = jump;
    jump.addEventListener("click", () => this.end());
    scroller.addEventListener("scroll", () => {
      if (atEnd(scroller)) jump.hidden = true;
    });
  }

  /**
   * Change the list; a reader at its end stays at the end.
   * @param {string|null} last names what is last after the change
   * @param {() => void} change
   */
  keep(last, change) {
    const wasAtEnd = this.#last === null || atEnd(this.#scroller);
    change();
    const isNew = last !== this.#last;
    if (isNew && wasAtEnd) this.end();
    else if (isNew) this.#jump.hidden = atEnd(this.#scroller);
    if (this.#scroller.clientHeight) this.#last = last;
  }

  /** Go to the end with the next list, whatever was read before. */
  forget() {
    this.#last = null;
    this.#jump.hidden = true;
  }

  end() {
    toEnd(this.#scroller);
    this.#jump.hidden = true;
  }
}
