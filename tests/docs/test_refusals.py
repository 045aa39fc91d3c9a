"""Every reason for which a request is refused is told, with its counters."""

from __future__ import annotations

from bot.tokens import Refusal
from tests.docs.pages import DOCS, code, rows, section
from web.metrics import COUNTED


def test_every_reason_of_a_refusal_is_told() -> None:
    text = section((DOCS / "run.md").read_text(encoding="utf-8"), "### What is refused")
    assert [code(reason)[0] for reason, _ in rows(text, "reason", "what was wrong")] == [one.value for one in Refusal]


def test_every_counter_of_refusals_is_told_with_its_label() -> None:
    text = section((DOCS / "run.md").read_text(encoding="utf-8"), "### What is refused")
    told = {code(name)[0]: code(by)[0] for name, by, _ in rows(text, "`/metrics`", "by", "what it is")}
    counted = {f"aizuchi_{name}_total": label for name, (label, _) in COUNTED.items() if name != "notifications"}
    assert told == counted
