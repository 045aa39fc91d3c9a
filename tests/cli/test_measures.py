"""``measures``: what is counted by hand, from a file and back."""

import pytest

from tests.cli.operator import Operator

TABLE = "month,measure,value\n2026-10,help_desk_inquiries,390\n2026-11,help_desk_inquiries,312.5\n"


@pytest.fixture
def with_community(operator: Operator) -> Operator:
    operator.done("apply", operator.file())
    return operator


def test_what_was_read_in_comes_out_again(with_community: Operator) -> None:
    assert with_community.done("measures", "write") == "month,measure,value\n"
    assert with_community.done("measures", "read", with_community.file(TABLE, "m.csv")) == "ひろば: 2 read\n"
    assert with_community.done("measures", "write") == TABLE
    with_community.done("measures", "read", with_community.file("2026-10,help_desk_inquiries,\n", "m.csv"))
    assert with_community.done("measures", "write") == TABLE.replace("2026-10,help_desk_inquiries,390\n", "")


@pytest.mark.parametrize(
    ("cell", "figure"),
    [('"1,234"', "1234"), ('"1,234,567.5"', "1234567.5"), ("１２．５", "12.5"), ("0.00002", "0.00002"), (".5", "0.5")],
)
def test_a_figure_is_read_as_it_was_meant_and_comes_out_in_full(
    with_community: Operator, cell: str, figure: str
) -> None:
    with_community.done("measures", "read", with_community.file(f"2026-10,satisfaction,{cell}\n", "m.csv"))
    written = with_community.done("measures", "write")
    assert written == f"month,measure,value\n2026-10,satisfaction,{figure}\n"
    with_community.done("measures", "read", with_community.file(written, "m.csv"))
    assert with_community.done("measures", "write") == written


@pytest.mark.parametrize("title", ["＠Work 大会", "－Copilot－の夕べ", "＝", "=1+1", "'ふつう'"])
def test_a_title_is_the_same_however_often_it_is_written_and_read(with_community: Operator, title: str) -> None:
    with_community.done("measures", "read", with_community.file(f"2026-11-01,talks,{title},\n", "m.csv"))
    written = with_community.done("measures", "write")
    with_community.done("measures", "read", with_community.file(written, "m.csv"))
    assert with_community.done("measures", "write") == written
    assert f"<td>{title}</td>".replace("'", "&#x27;") in with_community.done("report", "S6").replace("&#39;", "&#x27;")


def test_lines_of_what_others_say_come_out_as_they_were_read_in_and_no_formula(with_community: Operator) -> None:
    lines = "2026-10-14,press,記事,https://e.com/p\n2026-11-01,talks,'=1+1,\n"
    assert with_community.done("measures", "read", with_community.file(lines, "m.csv")) == "ひろば: 2 read\n"
    written = with_community.done("measures", "write")
    assert written == "month,measure,value\n" + lines
    with_community.done("measures", "read", with_community.file(written, "m.csv"))
    assert with_community.done("measures", "write") == written
    page = with_community.done("report", "S6", "--language", "en")
    assert '<a href="https://e.com/p">https://e.com/p</a>' in page
    assert "Talks and articles" in page
    assert "=1+1" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-10,mood,3", "“mood” is no measure; write one of: help_desk_inquiries"),
        ("October,talks,3", "“October” is no month"),
        ("0026-10,talks,3", "“0026-10” is no month; write one like 2026-10, from 2000-01 to 2199-12"),
        ("9999-12-31,talks,title", "“9999-12-31” is no day; write one like 2026-10-14, from 2000-01-01 to 2199-12-31"),
        ("2026-10,talks,many", "“many” is no figure"),
        ('2026-10,satisfaction,"4,2"', "“4,2” is no figure"),
        ('2026-10,satisfaction,"12,5"', "“12,5” is no figure"),
        ('2026-10,satisfaction,"1,234,5"', "“1,234,5” is no figure"),
        ("2026-10,satisfaction,1_000", "“1_000” is no figure"),
        ("2026-10,satisfaction,1e3", "“1e3” is no figure"),
        ("2026-10,target_members,1.5", "“1.5” is no whole number"),
        ("2026-10,talks", "line 1 cannot be read"),
        (f"2026-10,talks,1\n2026-11,talks,{'9' * 140_000}", "line 2 cannot be read"),
        ("2026-10-14,mood,title", "“mood” is nothing that has lines of days"),
        ("2026-10-14,talks,", "has no title"),
        ("2026-10-14,talks,title,ftp://x", "“ftp://x” is no address"),
        ("2026-10,talks,1\n" * 501, "at most 500 lines"),
        ("\n", "there is no figure in it"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(with_community: Operator, text: str, said: str) -> None:
    assert said in with_community.refused("measures", "read", with_community.file(text, "m.csv"))
    assert with_community.done("measures", "write") == "month,measure,value\n"


def test_without_a_community_there_is_nothing_to_measure(operator: Operator) -> None:
    assert "No community is known yet" in operator.refused("measures", "write")
