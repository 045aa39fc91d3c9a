"""What holds for every card: its size, its version, its labels, and that what people wrote stays text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest

from bot.cards import render
from locales import LANGUAGES
from models.views import NoticeView
from tests.bot.cards.examples import FOLLOW_UPS, PAGES, QUEUES, ZONE, every_view, parts_of
from tests.bot.cards.hostile import HOSTILE

LARGEST: Final = 28 * 1024
"""Bytes of JSON. A bot's message may be larger; a card of this size may go every way into Teams."""
IN_1_5: Final = frozenset(
    {"AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container", "FactSet", "ActionSet", "Image", "Table"}
    | {"TableRow", "TableCell", "Input.Text", "Input.Date", "Input.Time", "Input.ChoiceSet", "Data.Query"}
    | {"Input.Toggle", "Action.Execute", "Action.ShowCard", "Action.OpenUrl", "Action.Submit"}
    | {"Action.ToggleVisibility"}
)
PLAIN: Final = frozenset(
    {("TextRun", "text"), ("Action.Execute", "tooltip"), ("Action.OpenUrl", "tooltip"), ("", "title")}
    | {("Input.Text", "placeholder"), ("Input.Text", "value"), ("", "welcome")}
)
"""Where what people wrote may stand: no client reads these as markdown.

Without a type: a choice of a list, and what a press sends.
"""


@cache
def every_card() -> dict[str, dict[str, Any]]:
    return {
        f"{case}-{language}": render(view, language, ZONE, pages_url=PAGES).card
        for case, view in every_view().items()
        for language in LANGUAGES
    }


def breaking(law: Callable[[dict[str, Any]], bool]) -> list[str]:
    """The cards for which something does not hold."""
    return [name for name, card in every_card().items() if not law(card)]


def parts_breaking(law: Callable[[dict[str, Any]], bool]) -> list[tuple[str, dict[str, Any]]]:
    """The parts of cards for which something does not hold, each with the card's name."""
    return [(name, part) for name, card in every_card().items() for part in parts_of(card) if not law(part)]


def test_a_card_is_small_enough_for_every_way_into_teams() -> None:
    assert breaking(lambda card: size(card) < LARGEST) == []


def size(card: dict[str, Any]) -> int:
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def test_a_card_and_its_forms_are_version_1_5() -> None:
    assert breaking(lambda card: card["type"] == "AdaptiveCard") == []
    assert parts_breaking(lambda part: part.get("type") != "AdaptiveCard" or part["version"] == "1.5") == []


def test_what_is_newer_than_1_5_has_a_fallback() -> None:
    assert parts_breaking(lambda part: part.get("type", "TextRun") in IN_1_5 or bool(part.get("fallback"))) == []


def test_every_field_and_picture_can_be_heard() -> None:
    assert parts_breaking(_can_be_heard) == []


def _can_be_heard(part: dict[str, Any]) -> bool:
    kind = part.get("type", "")
    if kind.startswith("Input."):
        return bool(part.get("label")) and (not part.get("isRequired") or bool(part.get("errorMessage")))
    if kind == "Image":
        return bool(part.get("altText"))
    return not kind.startswith("Action.") or bool(part.get("title"))


def test_every_sentence_wraps_on_a_phone() -> None:
    assert parts_breaking(lambda part: part.get("type") not in ("TextBlock", "Input.ChoiceSet") or part["wrap"]) == []
    assert parts_breaking(lambda part: part.get("type") != "ColumnSet") == []


def test_a_card_says_its_language_and_begins_with_words() -> None:
    assert breaking(lambda card: card["lang"] in LANGUAGES and bool(card["body"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in every_view() if case.endswith("hostile")])
def test_what_people_wrote_is_never_read_as_markup(case: str, language: str) -> None:
    card = render(every_view()[case], language, ZONE).card
    found = [
        (part.get("type", ""), field)
        for part in parts_of(card)
        for field, value in part.items()
        if isinstance(value, str) and ("evil.example" in value or "太字" in value)
    ]
    assert found
    assert set(found) <= PLAIN
    assert "\u202e" not in json.dumps(card, ensure_ascii=False)


@pytest.mark.parametrize("case", FOLLOW_UPS)
def test_the_buttons_are_those_that_the_member_may_press(case: str) -> None:
    view = FOLLOW_UPS[case]
    card = render(view, "ja", ZONE).card
    pressed = [part for part in parts_of(card) if part.get("type") == "Action.Execute"]
    looks = [part["data"] for part in pressed if part["verb"] == "similar"]
    assert looks == (
        [{"follow_up": view.follow_up_id}] if view.verbs and view.owed != "nothing" and view.asks != "asked" else []
    )
    seen = {"follow_up": view.follow_up_id, "version": view.version, "thread": view.thread_id}
    proposals = [part["data"] for part in pressed if "until" in part["data"]]
    assert proposals == ([seen | {"until": view.proposed.isoformat()}] if view.proposed else [])
    undone = [part["data"] for part in pressed if part["verb"] == "undo"]
    assert undone == ([seen | dict(zip(("undo_verb", "undo_version"), view.undo, strict=True))] if view.undo else [])
    others = ("similar", "undo")
    presses = [part for part in pressed if part["verb"] not in others and "until" not in part["data"]]
    writes = {"write_answer", "stop_answer"} if view.writing else {"begin_answer"}
    away = {"write_answer", "ask", "hand_over", "settle", "split"} if view.writing else {"write_answer"}
    writes = writes if "write_answer" in view.verbs else set()
    assert sorted(press["verb"] for press in presses) == sorted({*view.verbs} - away | writes)
    welcomes = {press["verb"] for press in presses if "welcome" in press["data"]}
    assert welcomes == (writes & {"write_answer"} if view.newcomer else set())
    assert all({**press["data"], **seen} == press["data"] for press in presses)
    assert all(set(press["data"]) <= {*seen, "welcome"} for press in presses)
    links = [part for part in parts_of(card) if part.get("type") == "Action.OpenUrl"]
    ways = 1 + int(view.writing) + int(view.like is not None)
    assert [part["url"] for part in links] == ([view.link] * ways if view.link else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_like_is_a_press_where_the_bot_signs_members_in_and_a_link_elsewhere(language: str) -> None:
    view = FOLLOW_UPS["owner-receipt"]
    seen = {"follow_up": view.follow_up_id, "version": view.version, "thread": view.thread_id}
    by_press, by_hand = replace(view, like="press"), replace(view, like="open")
    for likable, signs_in, kind in (
        (by_press, True, "Action.Execute"),
        (by_press, False, "Action.OpenUrl"),
        (by_hand, True, "Action.OpenUrl"),
    ):
        card = render(likable, language, ZONE, signs_in=signs_in).card
        (button,) = [part for part in parts_of(card) if str(part.get("title", "")).startswith("👍")]
        assert (button["type"], button.get("data"), button.get("url")) == (
            (kind, seen, None) if kind == "Action.Execute" else (kind, None, view.link)
        )
        assert button["tooltip"]
    card = render(view, language, ZONE, signs_in=True).card
    assert not [part for part in parts_of(card) if str(part.get("title", "")).startswith("👍")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pin_is_offered_where_the_bot_signs_members_in(language: str) -> None:
    view = QUEUES["ten-of-fourteen"]
    for signs_in, pinned, verbs in ((True, False, ["pin"]), (True, True, ["unpin"]), (False, False, [])):
        card = render(replace(view, pinned=pinned), language, ZONE, signs_in=signs_in).card
        found = [part for part in parts_of(card["actions"]) if part.get("verb") in ("pin", "unpin")]
        assert [part["verb"] for part in found] == verbs
        assert all(part["tooltip"] and part["data"] == {"which": "all", "page": 0} for part in found)
        assert len(card["actions"]) <= 6
    card = render(replace(QUEUES["longest"], lapsed=True), language, ZONE, signs_in=True).card
    assert size(card) < LARGEST


def test_an_answer_box_is_no_field_that_keeps_another_button_from_being_pressed() -> None:
    card = render(FOLLOW_UPS["writing"], "ja", ZONE).card
    (field,) = [part for part in parts_of(card["body"]) if part.get("type", "").startswith("Input.")]
    assert (field["id"], field.get("isRequired")) == ("text", None)


def test_a_closed_answer_box_keeps_what_stood_in_it_for_the_next_opening() -> None:
    card = render(replace(FOLLOW_UPS["owner-receipt"], draft="書きかけ"), "ja", ZONE).card
    (begin,) = [part for part in parts_of(card) if part.get("verb") == "begin_answer"]
    assert begin["data"]["text"] == "書きかけ"


def test_a_link_that_is_not_one_gets_no_button() -> None:
    card = render(replace(FOLLOW_UPS["owner-receipt"], link="javascript:alert(1)"), "ja", ZONE).card
    assert not any(part.get("type") == "Action.OpenUrl" for part in parts_of(card))


def test_a_form_sends_what_the_handlers_read() -> None:
    card = render(FOLLOW_UPS["owner-receipt"], "ja", ZONE).card
    fields = {part["id"]: part for part in parts_of(card) if part.get("type", "").startswith("Input.")}
    assert set(fields) == {
        "day",
        "until",
        "word",
        "reason",
        "words",
        "to",
        "advisor",
        "favour",
        "asked",
        "owner",
    }
    assert [choice["value"] for choice in fields["day"]["choices"]] == [
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
        "2026-12-02",
    ]
    assert fields["day"]["value"] == "2026-11-26"
    assert (fields["until"]["min"], "value" in fields["until"]) == ("2026-11-25", False)
    assert not fields["word"].get("isRequired")
    assert [choice["value"] for choice in fields["reason"]["choices"]] == [
        "no_answer_needed",
        "answered_elsewhere",
        "duplicate",
        "off_topic",
        "other",
    ]


def test_a_promise_that_is_moved_asks_for_a_word_and_without_days_to_choose_from_for_one() -> None:
    moved = render(FOLLOW_UPS["just-promised"], "ja", ZONE).card
    assert [part["isRequired"] for part in parts_of(moved) if part.get("id") == "word"] == [True]
    bare = {part["id"]: part for part in parts_of(render(FOLLOW_UPS["no-text"], "ja", ZONE).card) if "id" in part}
    assert "day" not in bare
    assert bare["until"]["isRequired"]


def test_a_card_has_no_more_actions_than_teams_shows() -> None:
    assert parts_breaking(lambda part: len(part.get("actions", ())) <= 6) == []


def test_where_there_is_no_room_the_rarest_button_stands_behind_another() -> None:
    actions = render(FOLLOW_UPS["peer"], "ja", ZONE).card["actions"]
    assert [action["title"] for action in actions] == [
        "この返信を回答とする", "担当します", "受け止めました", "ここで回答する", "ほかの対応", "Teamsで開く",
    ]  # fmt: skip
    assert [action["title"] for action in actions[4]["card"]["actions"]] == [
        "返事の日を約束する",
        "アドバイザーに聞く",
        "名前を選んでお願いする",
        "返信なしで完了にする",
        "別の質問として分ける",
    ]


def test_what_became_of_a_holding_reply_is_asked_by_three_buttons_that_come_first() -> None:
    actions = render(FOLLOW_UPS["holding"], "ja", ZONE).card["actions"]
    assert [action["title"] for action in actions] == [
        "11月26日(木)までと約束する", "これが回答でした", "まだ回答が必要です",
        "ここで回答する", "ほかの対応", "Teamsで開く",
    ]  # fmt: skip
    assert not any(action.get("style") for action in actions), "none of the three is put in anybody's mouth"


def test_an_advisor_who_is_asked_sees_a_favour_without_a_day_and_without_the_other_buttons() -> None:
    card = render(FOLLOW_UPS["asked"], "ja", ZONE).card
    assert [action["title"] for action in card["actions"]] == ["Teamsで返信する", "今回は遠慮します"]
    shown = json.dumps(card, ensure_ascii=False)
    assert "月2" not in shown
    assert "「会議室のマイクに詳しいと伺いました。」" in shown
    assert "お力を貸していただけますか？" in shown


def test_a_notification_is_one_short_line() -> None:
    for view in every_view().values():
        summary = render(view, "ja", ZONE).summary
        assert summary
        assert "\n" not in summary
        assert len(summary) <= 150


def test_a_name_that_nobody_knows_is_still_a_sentence() -> None:
    unnamed = render(NoticeView("refused-not-yours", {"name": ""}), "ja", ZONE).summary
    assert unnamed.startswith("この投稿はメンバーさんが")
    assert HOSTILE not in unnamed


def test_a_language_that_we_do_not_speak_is_answered_in_japanese() -> None:
    view = FOLLOW_UPS["owner-receipt"]
    assert render(view, "fr", ZONE) == render(view, "ja", ZONE)


def test_the_answer_to_somebody_new_begins_with_a_welcome_that_the_press_sends_as_well() -> None:
    for newcomer in (True, False):
        card = render(replace(FOLLOW_UPS["writing"], newcomer=newcomer), "ja", ZONE).card
        (field,) = [part for part in parts_of(card) if part.get("id") == "text"]
        (press,) = [part for part in parts_of(card) if part.get("verb") == "write_answer"]
        welcome = "山田 太郎さん、はじめての投稿をありがとうございます。お待ちしていました！"
        assert field.get("value") == (f"{welcome}\n" if newcomer else None)
        assert press["data"].get("welcome") == (welcome if newcomer else None)
