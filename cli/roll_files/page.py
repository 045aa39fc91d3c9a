"""The roll as a page that rolls like a film's credits: plain HTML, nothing from elsewhere, and fit to print.

Without its script, and for who asked their machine for less motion, it is a page to scroll by oneself.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from cli.roll_files.words import Passage, Words
from models.roll import Roll

STYLE = """
:root { color-scheme: dark }
* { box-sizing: border-box }
body { margin: 0; background: #14110f; color: #f5f0e8; text-align: center; line-height: 1.6;
  font: 1.25rem/1.7 "Yu Gothic UI", "Hiragino Sans", "Noto Sans JP", "Segoe UI", sans-serif }
header, footer { min-height: 100vh; min-height: 100svh; display: flex; flex-direction: column;
  justify-content: center; align-items: center; padding: 2rem 1.2rem; gap: .6rem }
footer { padding-bottom: 7rem }
h1 { font-size: clamp(1.8rem, 6vw, 4rem); font-weight: 600; margin: 0; line-height: 1.3 }
p { margin: 0; max-width: 40rem } .small { font-size: 1rem; color: #c9c0b3 }
.wrong { background: #7a1f1f; padding: .6rem 1rem; border-radius: .4rem }
.names { list-style: none; margin: 0 auto; padding: 0 1.2rem; max-width: 80rem; display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1.1rem 2rem;
  align-items: center }
.names li { font-size: clamp(1.3rem, 2.2vw, 2rem); overflow-wrap: anywhere }
.counted { margin: 3rem 0 0 } .counted p { margin: .4rem auto }
section { padding: 6rem 1.2rem 0; max-width: 46rem; margin: 0 auto } section > p { margin: 0 auto }
h2 { font-size: clamp(1.4rem, 3.5vw, 2.4rem); font-weight: 600; margin: 0 0 .6rem }
article { margin: 3rem auto; overflow-wrap: anywhere } article p { white-space: pre-line; margin: .3rem auto }
h3 { font-size: 1.1rem; font-weight: 600; color: #ffd479; margin: 0 }
nav { position: fixed; inset: auto 0 0 0; display: flex; flex-wrap: wrap; justify-content: center; gap: .5rem;
  padding: .6rem .6rem max(.6rem, env(safe-area-inset-bottom)); background: rgba(20, 17, 15, .85) }
nav[hidden] { display: none } nav.rolling:not(:hover, :focus-within) { opacity: .35 }
button { font: inherit; font-size: .95rem; white-space: nowrap; color: inherit; background: #3a332c;
  border: 1px solid #8d8171; border-radius: .4rem; min-height: 2.75rem; padding: 0 .7rem; cursor: pointer }
button:hover { background: #4d443a } button:focus-visible { outline: 3px solid #ffd479; outline-offset: 2px }
@media (min-width: 100rem) { body { font-size: 1.6rem } .small { font-size: 1.2rem } }
@media print {
  :root { color-scheme: light } nav { display: none }
  body { background: none; color: #000; font-size: 11pt } .small { color: #333; font-size: 9pt }
  header, footer { min-height: 0; padding: 1rem 0 } h1 { font-size: 20pt }
  .names { grid-template-columns: repeat(3, 1fr); gap: .3rem 1rem } .names li { font-size: 12pt; break-inside: avoid }
  section { padding: 1.5rem 0 0 } article { margin: .8rem auto; break-inside: avoid } h2 { font-size: 14pt }
  h3 { font-size: 11pt; color: #000 }
}
"""

SCRIPT = """
"use strict";
(() => {
  const SECONDS_A_SCREEN = 14, SLOWEST = 0.25, FASTEST = 8;
  const page = document.scrollingElement, nav = document.querySelector("nav");
  const [play, again, slower, faster] = nav.querySelectorAll("button");
  let rolling = false, before = 0, at = 0, pace = 1;

  function show(now) {
    rolling = now;
    nav.classList.toggle("rolling", now);
    play.textContent = now ? play.dataset.pause : play.dataset.play;
  }
  function roll() {
    at = page.scrollTop;
    before = performance.now();
    show(true);
    requestAnimationFrame(step);
  }
  function step(now) {
    if (!rolling) return;
    at += Math.max(0, now - before) / 1000 / SECONDS_A_SCREEN * innerHeight * pace;
    before = now;
    page.scrollTop = at;
    if (at < page.scrollHeight - innerHeight) requestAnimationFrame(step);
    else show(false);
  }
  play.addEventListener("click", () => rolling ? show(false) : roll());
  again.addEventListener("click", () => { page.scrollTop = 0; roll(); });
  slower.addEventListener("click", () => { pace = Math.max(SLOWEST, pace / 2); });
  faster.addEventListener("click", () => { pace = Math.min(FASTEST, pace * 2); });
  for (const own of ["wheel", "touchmove"]) addEventListener(own, () => show(false), { passive: true });
  addEventListener("keydown", (event) => {
    if (event.target !== document.body) return;
    if (event.key === " ") { event.preventDefault(); play.click(); }
    else if (["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"].includes(event.key)) show(false);
  });
  addEventListener("beforeprint", () => show(false));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  calm.addEventListener("change", () => { if (calm.matches) show(false); });
  nav.hidden = false;
  if (calm.matches) show(false);
  else roll();
})();
"""


def page(roll: Roll, words: Words) -> str:
    """The whole page. What people wrote stands in it letter by letter."""
    title = escape(words.title(roll))
    return f"""<!doctype html>
<html lang="{words.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head><body>
<header><p>{escape(roll.community)}</p><h1>{title}</h1>{_lines([words.dates(roll)])}
{_lines(words.opening(roll), "small")}</header>
<main>{_names(roll, words)}
<div class="counted">{_lines(words.others(roll))}</div>
{_attempts(roll, words)}{_praises(roll, words)}</main>
<footer>{_lines([words.say("roll-thanks")])}{_lines(words.counted(roll), "small")}{_wrong(roll, words)}</footer>
{_controls(words)}<script>{SCRIPT}</script></body></html>
"""


def _names(roll: Roll, words: Words) -> str:
    named = "".join(f"<li>{escape(words.name(credit))}</li>" for credit in roll.credits)
    return f'<ul class="names" role="list">{named}</ul>' if named else ""


def _attempts(roll: Roll, words: Words) -> str:
    told = [words.say("roll-attempts-explained")]
    return _section(words.say("roll-attempts"), told, words.attempts(roll), words.attempts_beside(roll))


def _praises(roll: Roll, words: Words) -> str:
    return _section(words.say("roll-praises"), [], words.praises(roll), words.praises_beside(roll))


def _section(title: str, told: list[str], passages: list[Passage], beside: list[str]) -> str:
    """What people wrote; empty where nobody wrote anything."""
    if not passages and not beside:
        return ""
    written = "".join(f"<article><h3>{escape(one.whose)}</h3>{_lines(one.lines)}</article>" for one in passages)
    return f"<section><h2>{escape(title)}</h2>{_lines(told, 'small')}{written}{_lines(beside, 'small')}</section>"


def _lines(said: Iterable[str], kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return "".join(f"<p{of_kind}>{escape(line)}</p>" for line in said)


def _wrong(roll: Roll, words: Words) -> str:
    """What must not be overlooked: somebody is missing."""
    return f'<p class="wrong" role="alert">{escape(words.missing(roll))}</p>' if roll.missing else ""


def _controls(words: Words) -> str:
    """Shown by the script alone."""
    say = {key: escape(words.say(f"roll-{key}")) for key in ("play", "pause", "again", "slower", "faster", "controls")}
    play = f'<button type="button" data-play="{say["play"]}" data-pause="{say["pause"]}">{say["play"]}</button>'
    others = "".join(f'<button type="button">{say[key]}</button>' for key in ("again", "slower", "faster"))
    return f'<nav hidden aria-label="{say["controls"]}">{play}{others}</nav>'
