"""How pages for one person look: on a screen, on a phone, and printed on A4."""

from __future__ import annotations

from html import escape

STYLE = """
* { box-sizing: border-box }
@page { size: A4; margin: 16mm 15mm 18mm }
body { margin: 0; background: #f3f1ec; color: #2b2622; overflow-wrap: anywhere;
  font: 16px/1.75 "Segoe UI", "Yu Gothic UI", "Hiragino Sans", "Noto Sans JP", sans-serif }
main { max-width: 50rem; margin: 2rem auto; padding: 2.5rem 3rem 3rem; background: #fff;
  border-top: .4rem solid #8a5a2b; box-shadow: 0 1px 6px rgba(60, 40, 20, .15) }
h1 { font-size: 1.7rem; line-height: 1.4; margin: 0 0 .3rem } h2 { font-size: 1.3rem; margin: 2.4rem 0 .2rem;
  padding-bottom: .2rem; border-bottom: 2px solid #e0d3c3 }
h3 { font-size: 1.02rem; margin: 1.5rem 0 .3rem; color: #75481d } p { margin: .2rem 0 }
.small { color: #6a6059; font-size: .88rem }
.counts { list-style: none; margin: .9rem 0 0; padding: 0; display: grid; gap: .5rem;
  grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr)) }
.counts li { background: #f8f4ee; border-radius: .4rem; padding: .45rem .8rem; font-size: .95rem }
.lines { list-style: none; margin: 0; padding: 0 } .lines li { padding: .4rem 0; border-bottom: 1px solid #eee7de }
.lines .day { color: #6a6059; font-size: .85rem; margin-right: .6rem; white-space: nowrap }
.theme { font-size: .78rem; border: 1px solid #cdb99f; color: #75481d; border-radius: 1rem; padding: .05rem .55rem;
  margin-right: .5rem }
blockquote { margin: .6rem 0; padding: .6rem 1rem; background: #fbf6ec; border-left: .25rem solid #d9a441;
  border-radius: 0 .4rem .4rem 0 } blockquote footer { color: #6a6059; font-size: .85rem }
table { border-collapse: collapse; width: 100%; font-size: .85rem; margin: .2rem 0 1rem } th { text-align: left;
  width: 12rem; font-weight: 600; color: #6a6059 } th, td { padding: .2rem .5rem .2rem 0; vertical-align: top }
table { border-bottom: 1px solid #eee7de }
@media (max-width: 40rem) { main { margin: 0; padding: 1.4rem 1.1rem 2rem; box-shadow: none } h1 { font-size: 1.35rem }
  th { width: 8rem } }
@media print { body { background: none; font-size: 10.5pt; line-height: 1.6 }
  main { margin: 0; padding: 0; max-width: none; box-shadow: none; border-top: .25rem solid #8a5a2b; padding-top: 4mm }
  h1 { font-size: 17pt } h2 { font-size: 13pt; break-after: avoid } h3 { font-size: 11pt; break-after: avoid }
  .lines li, blockquote, .counts li, table { break-inside: avoid }
  .counts li, blockquote { -webkit-print-color-adjust: exact; print-color-adjust: exact } }
"""


def whole(title: str, body: str, language: str) -> str:
    """A page of its own; ``body`` is HTML."""
    return f"""<!doctype html>
<html lang="{escape(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>
"""
