"""``export`` and ``audit``: what is kept can be taken along, and counted."""

import csv
import io
import json
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.outgoing import Uncertain, Undeliverable
from tests.cli.operator import Operator
from tests.stage import COMMUNITY, HANA, KEN, MONDAY_10, SORA, TEAM, YUI, Stage, staged

COLUMNS = [
    "community", "season", "theme", "channel_id", "message_id", "part", "author_id", "posted_at", "captured_at",
    "captured_by", "reacted_at", "receive_by", "received_at", "received_by", "answer_by", "answered_at", "answered_by",
    "answered_by_peer", "confirmed_by", "status", "claimed_by", "promised_until", "promises_kept", "promises_late",
    "reopened", "nudges", "newcomer", "edited_at", "deleted_at",
]  # fmt: skip
COUNTS = [
    "posts", "waiting", "claimed", "promised", "answered", "settled", "withdrawn", "lapsed", "further",
    "further_open", "late", "unreacted", "undelivered", "uncertain", "unreached",
]  # fmt: skip
MOMENTS = [name for name in COLUMNS if name.endswith("_at") or name in ("receive_by", "answer_by", "promised_until")]


@pytest.fixture
async def busy(migrated_url: str, tmp_path: Path) -> Operator:
    """The operator of a community in which something of everything happened."""
    async with staged(migrated_url, migrated=True) as stage:
        await happen(stage)
    return Operator(migrated_url, tmp_path)


async def happen(stage: Stage) -> None:
    answered = await stage.post(SORA, "議事録の要約を試しました。")
    await stage.deliver_all()
    stage.clock.forward(minutes=10)
    await stage.reply(KEN, answered)
    await stage.post(YUI, '=HYPERLINK("http://evil.example")')
    claimed = await stage.post(SORA)
    await stage.press(KEN, "claim", claimed)
    promised = await stage.post(SORA)
    await stage.press(HANA, "promise", promised, until="2026-12-02")
    settled = await stage.post(SORA)
    await stage.press(HANA, "settle", settled, reason="no_answer_needed")
    await stage.delete(await stage.post(SORA))
    await stage.post(HANA, "お知らせです。")
    await stage.post(None, "ワークフローの投稿です。")
    stage.teams.answers["react"] = [Undeliverable("gone", "404")]
    stage.teams.answers["whisper"] = [Uncertain("cut")]
    await stage.slash(SORA, "help")
    await stage.deliver_all()


def test_the_audit_counts_every_post_once(busy: Operator) -> None:
    counted = busy.audit()
    assert list(counted) == COUNTS
    assert counted == {
        "posts": 8, "waiting": 1, "claimed": 1, "promised": 1, "answered": 1, "settled": 1, "withdrawn": 1,
        "lapsed": 0, "further": 0,
        "further_open": 0, "late": 0,
        "unreacted": 1, "undelivered": 1, "uncertain": 1, "unreached": 0,
    }  # fmt: skip
    said = busy.done("audit").splitlines()
    assert [int(line.split()[0]) for line in said] == list(counted.values())
    assert said[0] == "8  posts in the ledger"


def test_late_ones_are_counted_beside(busy: Operator) -> None:
    assert busy.audit()["late"] == 0
    busy.now = MONDAY_10 + timedelta(days=2)
    counted = busy.audit()
    assert counted["late"] == 2
    assert counted["waiting"] + counted["claimed"] == 2


def test_the_audit_of_an_empty_community_is_all_noughts(operator: Operator) -> None:
    assert operator.audit() == dict.fromkeys(COUNTS, 0)


def test_the_export_has_the_same_columns_in_both_layouts(busy: Operator) -> None:
    rows = [json.loads(line) for line in busy.done("export", "follow-ups").splitlines()]
    cells = list(csv.DictReader(io.StringIO(busy.done("export", "follow-ups", "--format", "csv"))))
    assert len(rows) == len(cells) == 8
    for row, cell in zip(rows, cells, strict=True):
        assert list(row) == list(cell) == COLUMNS
        assert {name: written(value) for name, value in row.items()} == cell


def written(value: object) -> str:
    """How a table shows what JSON says."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_export_tells_what_became_of_a_post(busy: Operator) -> None:
    row = json.loads(busy.done("export", "follow-ups", "--format", "jsonl").splitlines()[0])
    assert (row["community"], row["season"], row["theme"]) == ("ひろば", "S6", "meeting")
    assert (row["author_id"], row["captured_by"], row["newcomer"]) == (SORA.id, "teams", True)
    assert (row["status"], row["received_by"], row["answered_by"]) == ("answered", KEN.id, KEN.id)
    assert (row["posted_at"], row["answered_at"]) == ("2026-11-30T01:00:00Z", "2026-11-30T01:10:00Z")
    assert (row["claimed_by"], row["promised_until"], row["deleted_at"]) == (None, None, None)


def test_moments_are_iso_8601_in_utc(busy: Operator) -> None:
    for line in busy.done("export", "follow-ups").splitlines():
        row = json.loads(line)
        for name in MOMENTS:
            if row[name] is not None:
                assert row[name].endswith("Z")
                assert datetime.fromisoformat(row[name]).utcoffset() == timedelta(0)


def test_the_export_tells_no_texts_and_no_names(busy: Operator) -> None:
    for layout in ("jsonl", "csv"):
        said = busy.done("export", "follow-ups", "--format", layout)
        assert "HYPERLINK" not in said
        assert "要約" not in said
        assert SORA.name not in said


def test_an_empty_ledger_is_no_row_and_a_line_of_columns(operator: Operator) -> None:
    assert operator.done("export", "follow-ups") == ""
    assert operator.done("export", "follow-ups", "--format", "csv").strip() == ",".join(COLUMNS)
    assert operator.run("export", "follow-ups", "--format", "xml").code == 2


async def test_a_name_that_is_a_formula_is_made_a_text(migrated_url: str, tmp_path: Path) -> None:
    async with staged(migrated_url, COMMUNITY.replace('"ひろば"', '"=1+1"'), migrated=True) as stage:
        await stage.post(SORA)
    operator = Operator(migrated_url, tmp_path)
    assert "\n'=1+1," in operator.done("export", "follow-ups", "--format", "csv").replace("\r", "")


def test_a_community_comes_out_as_it_went_in(operator: Operator) -> None:
    operator.done("apply", operator.file())
    exported = operator.done("export", "community")
    assert tomllib.loads(exported)["community"]["team_id"] == TEAM
    again = operator.file(exported, "again.toml")
    assert operator.done("apply", again) == "ひろば: nothing to change\n"
    assert operator.done("export", "community", "ひろば") == exported
    assert operator.done("apply", operator.file()) == "ひろば: nothing to change\n"


def test_the_layer_of_a_theme_comes_out_as_it_went_in(operator: Operator) -> None:
    layered = COMMUNITY.replace('code = "inquiry"', 'code = "inquiry"\nlayer = "applied"')
    operator.done("apply", operator.file(layered))
    themes = tomllib.loads(operator.done("export", "community"))["season"][0]["theme"]
    assert [theme.get("layer") for theme in themes] == [None, "applied"]
    assert "season[S6].theme[inquiry].layer" in operator.done("apply", operator.file())


def test_what_was_exported_makes_the_same_community_elsewhere(operator: Operator, tmp_path: Path) -> None:
    operator.done("apply", operator.file())
    elsewhere = Operator(f"sqlite:///{tmp_path}/elsewhere.db", tmp_path)
    elsewhere.done("migrate")
    exported = operator.done("export", "community")
    elsewhere.done("apply", elsewhere.file(exported, "again.toml"))
    assert elsewhere.done("export", "community") == exported


def test_the_example_comes_out_as_it_went_in(operator: Operator, shared: Path) -> None:
    operator.done("apply", str(shared / "community.example.toml"))
    again = operator.file(operator.done("export", "community"), "again.toml")
    assert operator.done("apply", again).endswith(": nothing to change\n")


def test_one_community_of_several_is_named(operator: Operator) -> None:
    assert "No community is known yet" in operator.refused("export", "community")
    operator.done("apply", operator.file())
    assert "Name one of: ひろば" in operator.refused("export", "community", "ほか")
    operator.done(
        "apply", operator.file(COMMUNITY.replace(TEAM, "19:other@thread.tacv2").replace('"ひろば"', '"ほか"'))
    )
    assert "Name one of:" in operator.refused("export", "community")
    assert "19:other@thread.tacv2" in operator.done("export", "community", "ほか")
