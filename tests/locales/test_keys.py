"""Every sentence is there in every language, is asked for somewhere, and stands nowhere else."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import fields
from itertools import product
from typing import Final, get_args

import pytest

from handlers import registry
from locales import LANGUAGES
from models.acts import REASONS
from models.amiss import KINDS
from models.attempts import Came
from models.community import Layer, Phase, Reach, Role
from models.follow_up import Status
from models.mentions import SAID_BY_OTHERS
from models.roll import Way
from models.season_views import When
from models.statistics.measures import Measure
from models.statistics.told import (
    Attempts,
    AttemptSide,
    Figures,
    LayerReach,
    Load,
    Measured,
    Month,
    Said,
    Side,
    Spread,
    Week,
)
from models.touch_list import Reason
from tests.locales.sentences import Asked, References, asked, entered, messages, sources

OWED: Final = ("receipt", "answer", "promise")
OPEN_REASONS: Final = ("owner", "advisor", "pmo", "lead", "everyone", "mine", "open")
VERBS: Final = (
    "claim", "receive", "release", "promise", "settle", "reopen", "answer", "confirm", "write_answer", "hand_over",
    "decline", "still_owed", "thank", "undo", "split", "ask", "not_this_time", "choose_theme",
)  # fmt: skip
TABLES: Final = (Figures, Week, Month, Side, Spread, Measured, Attempts, AttemptSide, LayerReach, Said, Load)
FATES: Final = ("answered", "promised", "waiting", "settled", "lapsed")

registry.discover()

FAMILIES: Final[dict[str, set[str]]] = {
    "amiss-": {f"{kind}{part}" for kind, part in product(KINDS, ("", "-do"))},
    "app-action-": {f"{action}{part}" for action, part in product(("follow_up", "answer"), ("", "-explained"))},
    "attempt-": {
        *(f"{field}{part}" for field, part in product(("tried", "learned"), ("", "-example"))),
        *("minutes-before", "minutes-after", "times-a-month", "people"),
    },
    "attempt-came-": set(Came),
    "attempt-kept-": set(Came),
    "attempt-posted-": {"yes", "coming", "unsure"},
    "attempt-told-": set(Came),
    "stats-attempts-by-": {"theme", "department"},
    "audit-": {"waiting", "claimed", "promised", "answered", "settled", "withdrawn", "lapsed", "beside"},
    "audit-day-": {"late", "mended", "gone"},
    "button-": set(VERBS),
    "by-": {"handed", "declined", "asked", "excused", "split"},
    "command-": set(registry.commands),
    "due-day-": {"holiday", "closed", "day-off"},
    "due-jump-": {"break", "night", "days"},
    "due-round-": {"receipt", "answer"},
    "due-to-": set(Reach),
    "heading-": {
        *Status,
        "handed",
        "declined",
        "split",
        "asked",
        "excused",
        *(f"{asks}-{owed}" for asks, owed in product(OPEN_REASONS, OWED)),
    },
    "heading-mine-": set(OWED),
    "heading-open-": set(OWED),
    "layer-": {*Layer, "none"},
    "nudge-owed-": set(OWED),
    "point-": {f"{action}{part}" for action, part in product(("follow_up", "answer"), ("", "-explained", "-send"))},
    "prompt-field-": {"theme", "layer", "how", "channel"},
    "prompt-how-": {"once", "weekly"},
    "prompt-layer-": set(Layer),
    "prompt-turn-": {"missed", "unsure", "unwatched", "left"},
    "promise-day-": {"today", "tomorrow", "next", "second", "week_end", "week"},
    "refused-own-": {"later", "not-allowed", "gone", "not-done", "no-sign-in", "not-here"},
    "refused-pin-": {"later", "not-allowed", "gone", "not-done", "no-sign-in", "old-card"},
    "sign-in-": {"like", "pin"},
    "queue-": {"owner", "holder", "owner-mine", "holder-mine"},
    "people-": {"posted", "to-come", "newcomers", "returning"},
    "people-by-": {"theme", "region"},
    "people-role-": set(Role),
    "queue-heading-": {"all", "mine", "theme"},
    "queue-owed-": {*OWED, "nothing"},
    "reason-": set(REASONS),
    "measure-": set(Measure),
    "mention-": set(SAID_BY_OTHERS),
    "report-": {field.name for kind in TABLES for field in fields(kind)} - {"member_id"} | {"fairness"},
    "roll-": {"play", "pause", "again", "slower", "faster", "controls"},
    "roll-link-": {"html", "csv", "pptx"},
    "roll-way-": set(Way),
    "report-kind-": {"newcomer", "region", "department", "theme"},
    "report-part-": {
        *("season", "before", "weeks", "months", "sides", "spreads", "measures", "load", "pmo"),
        *("attempts", "attempts_before", "attempt_sides", "layers", "mentions"),
    },
    "stats-layer-": set(Layer),
    "role-": set(Role),
    "season-": {"starts", "ends"},
    "season-phase-": set(Phase),
    "season-when-": set(get_args(When)),
    "touches-why-": set(Reason),
    "stats-legend-": set(FATES),
    "stats-section-": {"posts", "answers", "times"},
    "theme-": {"owners", "advisors"},
    "status-": {*Status, "lapsed"},
    "summary-": {
        "owner",
        "advisor",
        "pmo",
        "lead",
        "everyone",
        "promise",
        "passed",
        "holding",
        "handed",
        "declined",
        "asked",
        "excused",
        "split",
        "open",
    },
}
"""Keys that the code makes up by f-strings: each beginning with all its endings. A new family is written down here."""

KEY_LIKE: Final = re.compile(r"(refused|notice|welcome|language|heading|summary|button|reason|status)-[a-z_-]*[a-z]")
SENTENCE_LIKE: Final = re.compile(r"[ぁ-ヿ一-鿿]|[A-Za-z]{2,} [A-Za-z]{2,}")

NOT_YET_ASKED_FOR: Final = {"notice-changed", "welcome-team"}
"""Sentences agreed on before the code that says them: leave here what is written next, and nothing else."""


@pytest.fixture(scope="module")
def code() -> Asked:
    return asked()


@pytest.fixture(scope="module")
def sentences() -> dict[str, References]:
    return dict(messages(LANGUAGES[0]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_written_twice(language: str) -> None:
    counts = Counter(key for key, _ in messages(language))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_every_sentence_with_the_same_values(
    language: str, sentences: dict[str, References]
) -> None:
    other = dict(messages(language))
    assert set(other) == set(sentences)
    assert {key: found.values for key, found in other.items()} == {
        key: found.values for key, found in sentences.items()
    }


def test_every_sentence_that_the_code_asks_for_is_there(code: Asked, sentences: dict[str, References]) -> None:
    key_like = {text for text in code.strings if KEY_LIKE.fullmatch(text)}
    assert (code.keys | key_like) - set(sentences) == set()


def test_every_family_of_keys_is_written_down_and_whole(code: Asked, sentences: dict[str, References]) -> None:
    assert code.beginnings == set(FAMILIES)
    whole = {f"{beginning}{ending}" for beginning, endings in FAMILIES.items() for ending in endings}
    assert whole - set(sentences) == set()


def test_every_sentence_is_asked_for(code: Asked, sentences: dict[str, References]) -> None:
    made_up = {f"{beginning}{ending}" for beginning, endings in FAMILIES.items() for ending in endings}
    mentioned = {key for found in sentences.values() for key in found.messages}
    assert set(sentences) - code.strings - made_up - mentioned <= NOT_YET_ASKED_FOR


def test_every_command_and_every_button_has_its_words() -> None:
    assert entered("command") == FAMILIES["command-"]
    assert entered("button") - {"show"} == FAMILIES["button-"]


def test_no_sentence_stands_in_the_code_of_a_card() -> None:
    texts = [(path.name, text) for path in sources("bot/cards") for text in _texts(path.read_text(encoding="utf-8"))]
    assert [(name, text) for name, text in texts if re.search(SENTENCE_LIKE, text)] == []


def _texts(source: str) -> list[str]:
    """The strings of a file that are no docstrings."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said]
    return [node.value for node in constants if isinstance(node.value, str)]
