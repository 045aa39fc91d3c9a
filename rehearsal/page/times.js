/** The rehearsal's clock, and times as people read them. */

const ZONE = "Asia/Tokyo";
const LOCALES = { ja: "ja-JP", en: "en-GB" };

/** Runs on between two states: the server says the time and how fast it goes. */
export class Clock {
  #at = Date.now();
  #rate = 1;
  #read = performance.now();

  /** @param {{now: string, rate: number}} state */
  set({ now, rate }) {
    this.#at = Date.parse(now);
    this.#rate = rate;
    this.#read = performance.now();
  }

  get rate() {
    return this.#rate;
  }

  /** @returns {Date} */
  now() {
    const passed = performance.now() - this.#read;
    return new Date(this.#at + passed * this.#rate);
  }
}

function format(language, moment, options) {
  const asked = { timeZone: ZONE, hourCycle: "h23", ...options };
  return new Intl.DateTimeFormat(LOCALES[language], asked).format(moment);
}

/** "2026年10月5日(月) 10:23" */
export function longTime(language, moment) {
  const day = format(language, moment, {
    year: "numeric",
    month: language === "ja" ? "long" : "short",
    day: "numeric",
    weekday: "short",
  });
  return `${day} ${hour(language, moment)}`;
}

/** "10:23" today, "10/5(月) 10:23" on another day. */
export function shortTime(language, moment, now) {
  const isToday = day(moment) === day(now);
  if (isToday) return hour(language, moment);
  const date = format(language, moment, {
    month: language === "ja" ? "numeric" : "short",
    day: "numeric",
    weekday: "short",
  });
  return `${date} ${hour(language, moment)}`;
}

function hour(language, moment) {
  return format(language, moment, { hour: "2-digit", minute: "2-digit" });
}

function day(moment) {
  return format("en", moment, { dateStyle: "short" });
}
