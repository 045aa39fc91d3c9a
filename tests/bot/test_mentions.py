"""Mentions and commands, as people type them."""

import time

import pytest

from bot.inbound import parse
from handlers.registry import discover, is_command
from models.incoming import Commanded, Event, Mentioned, Person, PostArrived
from tests.bot import shapes
from tests.bot.shapes import HANA, MENTION, Json

discover()


def read(activity: Json) -> Event | None:
    return parse(activity, is_command)


def test_mentions_become_names_in_a_post() -> None:
    text = '<at id="0">上田 花</at>さん、<at>伊東 健</at>さん、<at>もう一人'
    event = read(shapes.post(text))
    assert isinstance(event, PostArrived)
    assert event.text == "@上田 花さん、@伊東 健さん、<at>もう一人"


@pytest.mark.parametrize(
    "text",
    ["<at" * 80_000, "<at>" * 60_000, "<at id='" * 30_000, "<at></at>" * 20_000, "ﷺ" * 80_000, "投" * 34_000],
    ids=["open", "unclosed", "quoted", "empty", "swelling", "100 KB"],
)
def test_a_hostile_or_huge_text_is_read_in_no_time(text: str) -> None:
    began = time.process_time()
    for activity in (shapes.post(text), shapes.mention(text), shapes.edited(text), shapes.say(text)):
        read(activity)
    assert time.process_time() - began < 2


WORDS = {
    "stats": "stats",
    "/stats": "stats",
    "／ｓｔａｔｓ": "stats",
    " stats\u00a0S6 ": "stats S6",
    "集計　S6": "集計 S6",
    "ｷｭｰ": "キュー",
    "/ Stats": "Stats",
    "／／stats": "stats",
    "@Aizuchi stats S6": "stats S6",
    "&nbsp;stats&nbsp;S6": "stats S6",
    "\u200bstats\ufeff": "stats",
    "<at>Aizuchi</at>stats<at>Aizuchi</at>S6": "stats S6",
}


@pytest.mark.parametrize(("typed", "words"), WORDS.items())
def test_a_command_is_the_same_in_any_width(typed: str, words: str) -> None:
    for activity, private in ((shapes.say(typed), True), (shapes.slash(typed), False)):
        event = read(activity)
        assert isinstance(event, Commanded)
        assert (event.words, event.private) == (words, private)


@pytest.mark.parametrize(
    "text",
    [
        "<at>Aizuchi</at> stats",
        '<at id="1">Aizuchi</at>\u00a0stats',
        "stats <at>Aizuchi</at>",
        "<at>Aizuchi</at> ／stats",
        "<at>相槌</at> stats",
        "<at>Aizuchi</at>&nbsp;／ｓｔａｔｓ",
        "／stats\u00a0<at>Aizuchi</at>",
        "<at>Aizuchi</at> @Aizuchi stats",
    ],
)
def test_a_mention_of_the_bot_with_a_command_is_a_command(text: str) -> None:
    entity = MENTION | {"text": "<at>相槌</at>"} if "相槌" in text else MENTION
    event = read(shapes.post(text, entities=[entity]))
    assert isinstance(event, Commanded)
    assert (event.words, event.private) == ("stats", False)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("<at>Aizuchi</at> ありがとう", [MENTION]),
        ("<at>上田 花</at> stats", [MENTION | {"mentioned": {"id": HANA["id"], "name": HANA["name"]}}]),
        ("<at>上田 花</at> <at>Aizuchi</at> stats", [MENTION]),
        ("stats", []),
        ("<at>Aizuchi</at> stats", "no list"),
        ("<at>Aizuchi</at> stats", [{"type": "mention"}, 5, {"type": "mention", "mentioned": "28:bot"}]),
    ],
)
def test_a_mention_that_is_no_command_is_a_post_as_any_other(text: str, entities: object) -> None:
    assert isinstance(read(shapes.post(text, entities=entities)), PostArrived)


def test_a_command_by_nobody_is_passed_over() -> None:
    assert read(shapes.slash("stats", by={"id": "28:other"})) is None
    assert read(shapes.say("stats", by={"id": "28:other"})) is None


SORA = {"id": "29:user-100", "name": "青木 空"}
"""As Teams names somebody: by its own id."""
OF_SORA = {"type": "mention", "mentioned": SORA, "text": "<at>青木 空</at>"}


def commanded(activity: Json) -> Commanded:
    event = read(activity)
    assert isinstance(event, Commanded)
    return event


def test_others_who_are_mentioned_come_along_by_teams_id_and_name() -> None:
    text = "praise <at>青木 空</at>さん、助かりました！"
    event = commanded(shapes.slash(text, entities=[OF_SORA, OF_SORA]))
    assert event.mentioned == (Mentioned(Person("", SORA["id"], SORA["name"]), "青木 空"),)
    assert (event.words, event.written) == ("praise 青木 空 さん、助かりました!", "praise 青木 空 さん、助かりました！")


def test_a_mention_may_show_another_name_than_the_persons_own() -> None:
    named = OF_SORA | {
        "text": "<at>青木</at>",
        "mentioned": SORA | {"aadObjectId": "AAAAAAAA-0000-4000-8000-000000000100"},
    }
    event = commanded(shapes.mention("praise <at>青木</at> どうも", entities=[MENTION, named]))
    person = Person("aaaaaaaa-0000-4000-8000-000000000100", SORA["id"], SORA["name"])
    assert event.mentioned == (Mentioned(person, "青木"),)


@pytest.mark.parametrize(
    ("activity", "is_named"),
    [
        (shapes.mention("praise ありがとう"), False),
        (shapes.slash("<at>Aizuchi</at> praise", entities=[MENTION]), False),
        (shapes.slash("praise <at>Aizuchi</at> ありがとう", entities=[MENTION]), True),
        (shapes.mention("praise <at>Aizuchi</at> ありがとう", entities=[MENTION, MENTION]), True),
    ],
)
def test_the_bot_is_named_where_it_is_not_what_is_called(activity: Json, is_named: bool) -> None:  # noqa: FBT001
    assert [one.is_bot for one in commanded(activity).mentioned] == [True] * is_named


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "mention"},
        {"type": "mention", "mentioned": "29:user-100"},
        {"type": "mention", "mentioned": {"id": "x" * 5000, "aadObjectId": ["a"], "name": 5}, "text": None},
    ],
)
def test_a_mention_that_names_nobody_is_nobody_we_know(entity: object) -> None:
    event = commanded(shapes.slash("praise どなたか", entities=[entity, 5, None]))
    assert event.mentioned == (Mentioned(Person("", "", ""), ""),)


def test_a_thousand_mentions_are_not_a_thousand_people() -> None:
    many = [{"type": "mention", "mentioned": {"id": f"29:{number}"}} for number in range(1000)]
    assert len(commanded(shapes.slash("praise みなさん", entities=many)).mentioned) == 20
