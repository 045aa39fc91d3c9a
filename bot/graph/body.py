"""A message's body as Graph gives it, HTML, made the text that Teams sends a bot of the same message."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bot.mentions import as_read

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"\n{3,}")
_BLOCKS = frozenset({"p", "div", "blockquote", "ul", "ol", "li", "tr", "table", "pre", "codeblock", "hr"} | {
    f"h{size}" for size in range(1, 7)
})  # fmt: skip
_KEPT = frozenset({"pre", "codeblock"})
_SILENT = frozenset({"script", "style", "attachment"})


def text_of(content: str, *, html: bool) -> str:
    """What people read of a body: mentions as @name, paragraphs as lines."""
    return as_read(mentioning(content) if html else content)


def mentioning(content: str) -> str:
    """The text of a body in HTML, with its mentions as Teams writes them to a bot: ``<at>…</at>``."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).replace("\xa0", " ").split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines))


class _Reader(HTMLParser):
    """Gathers what is read. A mention stays ``<at>…</at>``: bot/mentions.py makes a name of it, as everywhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._kept = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._kept += tag in _KEPT
        self._silent += tag in _SILENT
        given = dict(attrs)
        if tag in _BLOCKS:
            self._new_line()
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "at":
            self.parts.append("<at>")
        elif tag == "emoji" or (tag == "img" and "emoji" in (given.get("itemtype") or "").lower()):
            self.parts.append(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._kept = max(0, self._kept - (tag in _KEPT))
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self._new_line()
        elif tag == "at":
            self.parts.append("</at>")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        read = data if self._kept else _BLANKS.sub(" ", data)
        if not (read == " " and self._at_line_start()):
            self.parts.append(read)

    def _new_line(self) -> None:
        if not self._at_line_start():
            self.parts.append("\n")

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")
