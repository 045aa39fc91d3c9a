"""The roll as slides for a projector: a title, the names some dozens a slide, and the end. Without notes."""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from cli.roll_files.words import Passage, Words
from models.roll import Roll, shown

WIDTH, HEIGHT = 13.333, 7.5
"""Of a slide, in inches: 16 to 9."""
COLUMNS, LINES = 3, 9
"""At most so many columns of names on a slide, each of so many lines."""
LEFT, TOP, GAP = 0.7, 1.3, 0.3
ROOM = WIDTH - 2 * LEFT
COLUMN = (ROOM - (COLUMNS - 1) * GAP) / COLUMNS
FONT = "Yu Gothic"
POINTS = 72
"""In an inch."""
BACKGROUND, INK, SUBTLE = RGBColor(0x14, 0x11, 0x0F), RGBColor(0xF5, 0xF0, 0xE8), RGBColor(0xC9, 0xC0, 0xB3)
TITLE_ONLY = 5
PROPERTY = 255
"""Letters that a file's title and author may have."""
BLANK = 0.35
"""The width of a blank, as part of the letters' height."""


@dataclass(frozen=True, slots=True)
class Look:
    """How lines of text look: their letters in points, and how high each line is, in inches."""

    size: int
    line: float
    color: RGBColor = INK


HEADING, RUNNING_HEAD = Look(44, 0.8), Look(18, 0.5, SUBTLE)
WHOSE, PASSAGE = Look(18, 0.42, SUBTLE), Look(18, 0.42)
BLOCKS, BLOCK = 3, 1.78
"""At most so many passages on a slide, each so high."""
NAME, BESIDE, PAGE = Look(24, 0.6), Look(20, 0.5, SUBTLE), Look(14, 0.4, SUBTLE)


def slides(roll: Roll, words: Words) -> bytes:
    """The whole file."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDTH), Inches(HEIGHT)
    known = show.core_properties
    known.title, known.author = shown(words.title(roll))[:PROPERTY], shown(roll.community)[:PROPERTY]
    known.last_modified_by = known.author
    known.created = known.modified = roll.at.replace(tzinfo=None)
    _front(show, roll, words)
    pages = list(pages_of([words.name(credit) for credit in roll.credits]))
    for number, columns in enumerate(pages, start=1):
        slide = _slide(show, words.title(roll), 0.4, RUNNING_HEAD)
        _names(slide, columns)
        page = words.say("roll-page-of", page=number, pages=len(pages))
        _text(slide, [page], (LEFT, HEIGHT - 0.65, ROOM, PAGE.line), PAGE)
    _passages(show, words.say("roll-attempts"), [*words.attempts(roll)], words.attempts_beside(roll))
    _passages(show, words.say("roll-praises"), [*words.praises(roll)], words.praises_beside(roll))
    _end(show, roll, words)
    written = io.BytesIO()
    show.save(written)
    return written.getvalue()


def pages_of(names: Sequence[str]) -> Iterator[list[list[str]]]:
    """The names of each slide by columns, downwards and then to the right; a long name takes more than one line.

    One that is longer than a column has a slide of its own.
    """
    columns: list[list[str]] = []
    room = 0
    for name in names:
        lines = lines_of(name)
        if columns and (lines > LINES or (lines > room and len(columns) == COLUMNS)):
            yield columns
            columns, room = [], 0
        if lines > LINES:
            yield [[name]]
            continue
        if lines > room:
            columns.append([])
            room = LINES
        columns[-1].append(name)
        room -= lines
    if columns:
        yield columns


def _names(slide: Any, columns: list[list[str]]) -> None:
    first, height = columns[0][0], LINES * NAME.line
    if lines_of(first) > LINES:
        _text(slide, [alone(first)], (LEFT, TOP, ROOM, height), PASSAGE)
        return
    for place, names in enumerate(columns):
        _text(slide, names, (LEFT + place * (COLUMN + GAP), TOP, COLUMN, height), NAME)


def alone(name: str) -> str:
    """As much of a name as a slide of its own takes, in the letters of a passage: all of the longest that Entra allows.

    Source: https://learn.microsoft.com/en-us/graph/api/resources/user (displayName: 256 characters)
    """
    most = int(LINES * NAME.line / PASSAGE.line)
    if lines_of(name, ROOM, PASSAGE) <= most:
        return name
    fits = bisect_right(range(len(name)), most, key=lambda length: lines_of(f"{name[:length]}…", ROOM, PASSAGE)) - 1
    return f"{name[:fits].rstrip()}…"


def lines_of(name: str, width: float = COLUMN, look: Look = NAME) -> int:
    """How many lines a name takes in its column, rather too many than too few."""
    room = width * POINTS / look.size - 0.5
    lines, taken = 1, 0.0
    for word in name.split():
        width = sum(map(_width, word))
        if taken and taken + BLANK + width > room:
            lines, taken = lines + 1, 0.0
        taken += width + (BLANK if taken else 0.0)
        more = int(taken // room)
        lines, taken = lines + more, taken - more * room
    return lines


def _width(letter: str) -> float:
    """Of a letter, at most, as part of its height."""
    wide = unicodedata.east_asian_width(letter) in "WFA" or letter.isupper() or letter in "mw"
    return 1.0 if wide else 0.7


def _passages(show: Any, title: str, passages: list[Passage], beside: list[str]) -> None:
    """What people wrote, three on a slide, as much of each as fits; the page has all of it."""
    blocks = [*(_block(one) for one in passages), *([line] for line in beside)]
    for first in range(0, len(blocks), BLOCKS):
        slide = _slide(show, title, 0.4, RUNNING_HEAD)
        for place, lines in enumerate(blocks[first : first + BLOCKS]):
            top = TOP + place * BLOCK
            _text(slide, lines[:1], (LEFT, top, ROOM, WHOSE.line), WHOSE)
            _text(slide, lines[1:], (LEFT, top + WHOSE.line, ROOM, BLOCK - WHOSE.line - 0.1), PASSAGE)


def _block(one: Passage) -> list[str]:
    """Whose it is with what came of it, and what was written on the lines that there are for it."""
    written = " ".join(shown(line) for line in (one.said, one.learned) if line)
    return [within(shown(f"{one.whose}　{one.came_of_it}"), 1), within(written, 3)]


def within(text: str, lines: int, look: Look = PASSAGE) -> str:
    """As much of a text as fits on so many lines, ended by "…" where something was left out."""
    room = lines * (ROOM * POINTS / look.size - 3)
    for place, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return text[:place].rstrip() + "…"
    return text


def _front(show: Any, roll: Roll, words: Words) -> None:
    slide = _slide(show, words.title(roll), 2.1, HEADING)
    _text(slide, [within(shown(roll.community), 1, BESIDE)], (LEFT, 1.3, ROOM, BESIDE.line), BESIDE)
    below = [words.dates(roll), *words.opening(roll)]
    _text(slide, below, (LEFT, 4.0, ROOM, 6 * BESIDE.line), BESIDE)


def _end(show: Any, roll: Roll, words: Words) -> None:
    slide = _slide(show, words.say("roll-thanks"), 1.2, HEADING)
    missing = [words.missing(roll)] if roll.missing else []
    _text(slide, [*words.others(roll), *words.counted(roll), *missing], (LEFT, 3.2, ROOM, 7 * BESIDE.line), BESIDE)


def _slide(show: Any, title: str, top: float, look: Look) -> Any:
    """An empty slide with a title, by which a screen reader tells it from the others."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = BACKGROUND
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = (Inches(one) for one in (LEFT, top, ROOM, 2 * look.line))
    _fill(place.text_frame, [within(shown(title), 2, look)], look)
    return slide


def _text(slide: Any, lines: Sequence[str], box: tuple[float, float, float, float], look: Look) -> None:
    """Lines in a box: left, top, width and height in inches."""
    _fill(slide.shapes.add_textbox(*(Inches(length) for length in box)).text_frame, lines, look)


def _fill(frame: Any, lines: Sequence[str], look: Look) -> None:
    """Each line less the signs that nobody sees, of which a slide can hold not all."""
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.line_spacing = PP_ALIGN.CENTER, Pt(look.line * POINTS)
        run = paragraph.add_run()
        run.text = shown(line)
        run.font.size, run.font.color.rgb, run.font.name = Pt(look.size), look.color, FONT
        _east_asian(run)


def _east_asian(run: Any) -> None:
    """The font of Japanese letters: python-pptx sets that of Latin ones alone.

    Source: https://learn.microsoft.com/en-us/dotnet/api/documentformat.openxml.drawing.eastasianfont
    """
    latin = run.font._element.find(qn("a:latin"))
    latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": FONT}))
