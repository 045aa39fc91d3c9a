/** What the page knows now; every part of it draws from this one value. */
import { sentence } from "./strings.js";
import { Clock } from "./times.js";

/**
 * The server's state, and what the reader chose on this page.
 */
export class View {
  /** @type {object|null} the server's last state; null before the first */
  state = null;
  lost = false;
  clock = new Clock();
  person = new URLSearchParams(location.search).get("as");
  language = firstLanguage();
  channel = null;

  /** @param {object} state */
  take(state) {
    this.state = state;
    this.clock.set(state);
    const { people, community } = state;
    if (!people.some(({ id }) => id === this.person)) {
      this.person = people[0]?.id ?? null;
    }
    if (!community.channels.some(({ id }) => id === this.channel)) {
      this.channel = community.channels[0]?.id ?? null;
    }
  }

  /** The sentence for a key, in the page's language. */
  t = (key, values) => sentence(this.language, key, values);

  /** @returns {import("./server.js").Person} */
  who(id) {
    if (id === "bot") {
      return { id, name: this.state?.bot.name ?? "Aizuchi", roles: [] };
    }
    const unknown = { id, name: id.replace(/^app:/, ""), roles: [], chat_id: null };
    return this.state?.people.find((one) => one.id === id) ?? unknown;
  }

  get me() {
    return this.who(this.person);
  }

  /** Become somebody else; the address keeps it, so two windows can be two people. */
  become(id) {
    this.person = id;
    this.#remember("as", id);
  }

  speak(language) {
    this.language = language;
    localStorage.setItem("language", language);
    this.#remember("lang", language);
  }

  #remember(name, value) {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    history.replaceState(null, "", address);
  }
}

function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const chosen = asked ?? localStorage.getItem("language");
  return chosen === "en" ? "en" : "ja";
}
