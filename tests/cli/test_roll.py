"""``roll``: everybody of a season in three kinds of files, each opened again and held against the ledger."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from cli.roll import LAYOUTS, complaint, summary
from cli.roll_files.deck import FONT, NAME, PASSAGE, lines_of, pages_of
from cli.roll_files.page import page
from cli.roll_files.words import Words
from models.attempts import Came
from models.db import naming
from models.incoming import Person
from models.roll import Credit, Naming, Praised, Roll, Tried, Way
from tests.cli.operator import Operator
from tests.conftest import ROOT, leave_out
from tests.stage import COMMUNITY, HANA, KEN, MIO, MONDAY_10, SORA, TEAM, YUI, person, staged

LATER = datetime(2027, 4, 2, 3, tzinfo=UTC)
READ = COMMUNITY.replace(f'name = "{HANA.name}"', f'name = "{HANA.name}"\nreading = "うえだ はな"')
FORMULA, MARKUP, LONG = person(200, '=HYPERLINK("http://evil.example")'), person(201, "<b>太郎"), person(202, "長" * 70)
FULL_WIDTH, UNKNOWN = person(203, "＝1＋1"), person(204, "")
NAMED = (HANA, YUI, SORA, FORMULA, MARKUP, LONG, FULL_WIDTH, UNKNOWN)
"""In the order of the roll: who can be read first, then by first post."""
WORDS = Words("ja", "Asia/Tokyo")


@pytest.fixture
async def over(migrated_url: str, tmp_path: Path) -> Operator:
    """The season is over. Ken wishes not to be named; Mio was forgotten after the file named her no more."""
    async with staged(migrated_url, READ, migrated=True) as stage:
        for who in (SORA, FORMULA, MARKUP, LONG, FULL_WIDTH, UNKNOWN, YUI):
            stage.clock.forward(minutes=1)
            await stage.post(who)
        post = await stage.post(SORA)
        await stage.reply(HANA, post)
        await stage.reply(KEN, post)
        await stage.reply(MIO, post)
        hidden = Naming(hidden=True)
        await stage.store.transact(lambda tx: naming.keep(tx, TEAM, KEN.id, hidden), stage.clock.now)
    operator = Operator(migrated_url, tmp_path, now=LATER)
    without_mio = READ.replace(f'[[member]]\nid = "{MIO.id}"\nname = "{MIO.name}"\nroles = ["pmo"]', "")
    operator.done("apply", operator.file(without_mio.replace(f', "{MIO.id}"', "")))
    operator.done("forget", MIO.id, "--yes")
    return operator


def written(operator: Operator, layout: str, *more: str) -> Path:
    file = operator.folder / f"s6.{layout}"
    said = operator.done("roll", "S6", "--format", layout, "--out", str(file), *more)
    counted = "8 named, 1 who wish not to be, 1 forgotten; 10 in all. Nobody is missing."
    assert said.strip() == f"{file}: {counted}"
    return file


def test_a_file_that_cannot_be_written_is_said(over: Operator) -> None:
    nowhere = str(over.folder / "none" / "s6.html")
    assert f"{nowhere} cannot be written: No such file" in over.refused("roll", "--out", nowhere)


def called(them: tuple[Person, ...] = NAMED) -> list[str]:
    return [one.name or "お名前のわからない方" for one in them]


def test_the_page_names_everybody_in_order_and_says_that_nobody_is_missing(over: Operator) -> None:
    text = written(over, "html").read_text(encoding="utf-8")
    assert [unescape(name) for name in re.findall(r"<li>(.*?)</li>", text)] == called()
    for said in (
        "シーズン6 エンドロール",
        "お名前を出さない方 1人",
        "ここにいた方 1人",
        "全員で10人です。",
        "漏れている方はいません",
    ):
        assert said in text
    assert "下見" not in text
    assert '<html lang="ja">' in text
    assert "<b>" not in text
    assert "http" not in text.replace("http://evil.example", ""), "nothing is fetched from elsewhere"
    assert KEN.name not in text
    assert MIO.name not in text


def test_that_the_names_were_written_out_is_on_the_trail(over: Operator) -> None:
    written(over, "csv")
    assert over.done("trail").splitlines()[-1].endswith("an operator  exported (roll)  of everybody")


def test_in_english_it_says_the_same(over: Operator) -> None:
    text = over.done("roll", "--language", "en")
    for said in (
        "the closing roll",
        "One person who prefers not to be named",
        "10 people in all.",
        "nobody is missing",
    ):
        assert said in text
    assert '<html lang="en">' in text


def test_the_table_has_a_row_for_everybody_and_no_formula(over: Operator) -> None:
    raw = written(over, "csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by it"
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert head == ["お名前", "読み", "投稿", "返信・回答", "挑戦", "助言", "称賛を贈った", "称賛を受けた"]
    guarded = [f"'{name}" if name[0] in "=＝" else name for name in called()]
    assert [row[0] for row in rows] == [*guarded, "お名前を出さない方", "ここにいた方"]
    assert rows[0] == [HANA.name, "うえだ はな", "", "○", "", "", "", ""]
    assert rows[2] == [SORA.name, "", "○", "", "", "", "", ""]
    assert len(rows) == 10


def test_the_slides_name_everybody_in_a_japanese_font_without_notes(over: Operator) -> None:
    show = Presentation(str(written(over, "pptx")))
    slides = list(show.slides)
    assert slides[0].shapes.title.text == "シーズン6 エンドロール"
    assert [name for slide in slides[1:-1] for name in named(slide)] == called()
    said = "\n".join(shape.text_frame.text for shape in slides[-1].shapes)
    for line in ("お名前を出さない方 1人", "ここにいた方 1人", "全員で10人です。", "漏れている方はいません"):
        assert line in said
    for slide in slides:
        assert not slide.has_notes_slide
        for run in runs(slide):
            fonts = {run.font.name, run.font._element.find(qn("a:ea")).get("typeface")}
            assert fonts == {FONT}
            assert run.font.size >= Pt(14)
    assert show.core_properties.author == "ひろば"


def named(slide: Any) -> list[str]:
    return [run.text for run in runs(slide) if run.font.size == Pt(NAME.size)]


def runs(slide: Any) -> Iterator[Any]:
    return (run for shape in slide.shapes for one in shape.text_frame.paragraphs for run in one.runs)


NAMES = [
    "上田 花", "Wilhelmina WWWW-MMMMM van der Wolfeschlegelsteinhausenberger", "長い名前" * 15, "Dana Lee", "伊東 健",
    "Hubert Blaine Wolfe Schlegel", "桐生 みなみ", "MWMWMWMWMWMWMWMWMWMWMWMWMWMWMWMW", "ﾊﾝｶｸ ｶﾅ", "👩‍💻 Yui",
] * 12  # fmt: skip


def made(names: list[str], **changes: Any) -> Roll:
    people = tuple(Credit(str(number), name, None, (Way.POSTED,)) for number, name in enumerate(names))
    known = Roll(
        "ひろば", "シーズン6", date(2026, 10, 1), date(2027, 3, 31), LATER, True, people, frozenset(), frozenset()
    )
    return replace(known, **changes)


def japanese(size: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype("NotoSansCJK-Regular.ttc", size)
    except OSError:
        leave_out("left out: no Japanese font on this machine; run make setup")


def test_no_name_runs_over_its_column_or_its_slide() -> None:
    """Measured with a real Japanese font, letter by letter, and wrapped as a slide wraps."""
    font = japanese(NAME.size)
    show = Presentation(io.BytesIO(LAYOUTS["pptx"](made(NAMES), WORDS)))
    found = []
    for slide in list(show.slides)[1:-1]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            names = [run.text for one in shape.text_frame.paragraphs for run in one.runs]
            if shape.text_frame.paragraphs[0].runs[0].font.size == Pt(NAME.size):
                lines = sum(len(wrapped(name, font, shape.width.pt)) for name in names)
                assert lines * NAME.line <= shape.height.inches + 0.001, names
                found.extend(names)
    assert found == NAMES


def wrapped(name: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """The lines of a name: broken between words, within one that is too long, and between Japanese letters."""
    pieces = re.findall(r"[\x20-\x7e]+?(?:[ -]|$)|[^\x20-\x7e]", name)
    lines = [""]
    for piece in pieces:
        if font.getlength((lines[-1] + piece).rstrip()) <= room:
            lines[-1] += piece
            continue
        lines.append("")
        for letter in piece:
            if font.getlength(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def test_what_people_wrote_fits_its_slide_cut_where_it_must_be() -> None:
    long = "会議の要約を頼みました。" * 90
    tried = [
        Tried("上田 花", "議事録と会議", Came.PARTLY, long, long),
        Tried(None, None, Came.WORKED, "短い\n二行", ""),
    ]
    said = [Praised("Dana Lee", "上田 花", "MWMW " * 40), Praised("", None, "ありがとう")]
    known = made(["上田 花"], attempts=tuple(tried * 3), attempts_beside=2, praises=tuple(said * 2), praises_beside=1)
    show = Presentation(io.BytesIO(LAYOUTS["pptx"](known, WORDS)))
    font, found = japanese(PASSAGE.size), 0
    for slide in list(show.slides)[2:-1]:
        for shape in slide.shapes:
            assert shape.top + shape.height <= show.slide_height
            for one in shape.text_frame.paragraphs:
                if shape.top > Inches(1) and one.runs:
                    found += 1
                    assert one.runs[0].font.size == Pt(PASSAGE.size)
                    lines = len(wrapped(one.text, font, shape.width.pt))
                    assert lines * PASSAGE.line <= shape.height.inches + 0.001, one.text
    assert found == 2 * (6 + 4) + 2
    text = "".join(texts(LAYOUTS["pptx"](known, WORDS)))
    assert "短い 二行" in text
    assert "…" in text
    assert text.count("一部はうまくいきました") == 3, "what came of it is never cut off"
    assert page(known, WORDS).count("一部はうまくいきました") == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (WORDS, ("<h3>メンバーさん</h3>", "<h3>メンバーさんへ　メンバーさんより</h3>")),
        (Words("en", "Asia/Tokyo"), ("<h3>a member</h3>", "<h3>To a member, from a member</h3>")),
    ],
)
def test_who_wrote_and_has_no_known_name_is_called_a_member(words: Words, told: tuple[str, str]) -> None:
    known = made([""], attempts=(Tried("", None, Came.WORKED, "試した", ""),), praises=(Praised("", "", "ありがとう"),))
    assert [one for one in told if one not in page(known, words)] == []


def test_a_slide_takes_as_many_names_as_can_be_read_and_none_is_lost() -> None:
    names = [f"参加者{number:03}" for number in range(1, 101)]
    pages = list(pages_of(names))
    assert [name for page in pages for column in page for name in column] == names
    assert [sum(map(len, page)) for page in pages] == [27, 27, 27, 19]
    assert list(pages_of([])) == []
    assert all(sum(map(lines_of, column)) <= 9 for page in pages_of(NAMES) for column in page)


def test_who_is_missing_is_said_on_each_kind_of_file_and_in_the_end() -> None:
    wrong = made(["上田 花"], missing=frozenset({"x", "y"}))
    for layout, make in LAYOUTS.items():
        raw = make(wrong, WORDS)
        text = "".join(texts(raw)) if layout == "pptx" else raw.decode()
        assert "載っていない方が2人います" in text, layout
        assert "漏れている方はいません" not in text, layout
    assert "Nobody is missing" not in summary(wrong)
    assert complaint(wrong) == "2 of the ledger are missing on the roll: x, y"


def test_a_season_without_anybody_says_so_in_each_kind_of_file() -> None:
    nobody = made([])
    assert "最初の投稿をお待ちしています" in LAYOUTS["html"](nobody, WORDS).decode()
    assert len(LAYOUTS["csv"](nobody, WORDS).decode("utf-8-sig").splitlines()) == 1
    assert "最初の投稿をお待ちしています" in "".join(texts(LAYOUTS["pptx"](nobody, WORDS)))


def texts(raw: bytes) -> Iterator[str]:
    return (shape.text_frame.text for slide in Presentation(io.BytesIO(raw)).slides for shape in slide.shapes)


def test_before_the_season_is_over_it_is_a_preview(over: Operator) -> None:
    over.now = MONDAY_10 + timedelta(days=1)
    assert "下見です" in over.done("roll")


def test_what_cannot_be_made_is_refused_with_what_to_do(over: Operator) -> None:
    assert "There is no season “S9”. There is: S6" in over.refused("roll", "S9")
    assert "name the file to write with --out" in over.refused("roll", "--format", "pptx")
    over.now = datetime(2026, 1, 1, tzinfo=UTC)
    assert "no season that has begun" in over.refused("roll")


def test_the_library_of_slides_is_not_imported_before_the_first_slide() -> None:
    asked = "import sys, cli.commands, cli.roll; sys.exit('pptx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
    assert Inches(1) == Pt(72)
