"""The alerts and the dashboard ask for measures that there are, and each alert has its page."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
import yaml

from models.watch import Delivered
from tests.docs.pages import DOCS, ROOT, anchors, section
from web.counts import Counts
from web.metrics import COUNTED, HELP

ALERTS: Final = ROOT / "deploy" / "prometheus" / "alerts.yaml"
DASHBOARD: Final = ROOT / "deploy" / "grafana" / "aizuchi.json"
NAME: Final = re.compile(r"\b(aizuchi_\w+|process_\w+|up)\b(\{[^}]*\})?")
LABEL: Final = re.compile(r'(\w+)\s*(?:=~|!=|!~|=)\s*"([^"]*)"')
OF_PROMETHEUS: Final = {"job", "instance"}
"""Labels that Prometheus gives each sample of a target, so that no measure of ours needs them but job_runs."""


def alerts() -> list[dict[str, Any]]:
    groups = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def expressions() -> list[str]:
    """Every query, of alerts and panels."""
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return [rule["expr"] for rule in alerts()] + [target["expr"] for panel in panels for target in panel["targets"]]


def measures() -> dict[str, set[str]]:
    """Each series that Prometheus reads of the bot, with its labels."""
    counts = Counts()
    counts.taken("message", "opened", 0.1)
    counts.asked("done", 0.1)
    counts.ran("nudge", "done", 0.1)
    counts.delivered(Delivered("send", "done", 0.1, 1, "nudge", 1.0))
    found = {one.name: set(one.labels) for family in counts.registry.collect() for one in family.samples}
    held: dict[str, set[str]] = {f"aizuchi_{name}": set() for name in HELP}
    own = {f"aizuchi_{name}_total": {label} for name, (label, _) in COUNTED.items()}
    own |= {"aizuchi_credentials_refused": set(), "up": set()}
    return held | own | found


@pytest.mark.parametrize("query", expressions())
def test_a_query_asks_for_series_that_there_are_with_the_labels_that_they_have(query: str) -> None:
    known = measures()
    named = NAME.findall(query)
    assert named
    for name, matchers in named:
        assert name in known, name
        assert {label for label, _ in LABEL.findall(matchers)} <= known[name] | OF_PROMETHEUS, name
    grouped = {label.strip() for labels in re.findall(r"by \(([^)]*)\)", query) for label in labels.split(",")}
    assert grouped <= set().union(*(known[name] for name, _ in named)) | OF_PROMETHEUS
    for opening, closing in ("()", "[]", "{}"):
        assert query.count(opening) == query.count(closing)


def test_what_an_alert_picks_out_by_a_label_is_a_word_that_the_bot_says() -> None:
    from bot.tokens import Refusal
    from jobs.schedule import found_jobs

    said = {
        "reason": {reason.value for reason in Refusal},
        "job": {*found_jobs(), "aizuchi"},
        "outcome": {"failed", "done", "throttled", "refused"},
        "kind": {"message"},
    }
    for query in expressions():
        for label, value in LABEL.findall(query):
            assert set(value.split("|")) <= said[label], query


def test_every_alert_has_a_section_of_the_runbook_that_says_what_to_do_and_no_section_is_left_over() -> None:
    text = (DOCS / "runbook.md").read_text(encoding="utf-8")
    told = re.findall(r"^## (Aizuchi\w+)$", text, re.MULTILINE)
    assert told == [rule["alert"] for rule in alerts()]
    for rule in alerts():
        page, _, anchor = rule["annotations"]["runbook"].partition("#")
        assert page == "docs/runbook.md"
        assert anchor == rule["alert"].lower()
        assert anchor in anchors(text)
        assert "\n1. " in section(text, f"## {rule['alert']}"), rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket", "people")


def test_every_measure_is_on_the_dashboard_or_in_an_alert() -> None:
    asked = {name for query in expressions() for name, _ in NAME.findall(query)}
    here = [*(f"aizuchi_{one}" for one in HELP), *(f"aizuchi_{one}_total" for one in COUNTED)]
    missing = [name for name in here if name not in asked]
    counted = {name.removesuffix("_total") for name in asked} | {
        re.sub("_(bucket|sum|count)$", "", name) for name in asked
    }
    missing += [
        family.name
        for family in Counts().registry.collect()
        if family.name.startswith("aizuchi_") and family.name not in counted
    ]
    assert missing == []


def test_the_dashboard_is_one_that_grafana_takes_in() -> None:
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert all(panel["title"] and panel["description"] for panel in panels)
    places = [tuple(panel["gridPos"][one] for one in "xywh") for panel in panels]
    for number, (x, y, w, h) in enumerate(places):
        assert x + w <= 24
        for ox, oy, ow, oh in places[:number]:
            assert x >= ox + ow or ox >= x + w or y >= oy + oh or oy >= y + h, "two panels lie on each other"
