"""``due``: what would become of a post, in words and as JSON; a clear sentence for what cannot be understood."""

import json

from tests.cli.operator import Operator
from tests.models.test_preview import REGION
from tests.stage import COMMUNITY

OFF = COMMUNITY.replace("nudge_for_receipts = true", "nudge_for_receipts = false")


def test_it_tells_what_is_due_each_nudge_and_what_was_jumped(operator: Operator) -> None:
    operator.done("apply", operator.file(OFF))
    said = operator.done("due", "2026-12-04 17:30").splitlines()
    assert said[:10] == [
        "ひろば: a post at Fri 2026-12-04 17:30 (Asia/Tokyo)",
        "  receipt due  Mon 2026-12-07 10:30",
        "    a newcomer's  Fri 2026-12-04 18:00",
        "  answer due  Mon 2026-12-07 17:30",
        "  nudges for receipts are off: a missing receipt alone brings none (nudge_for_receipts)",
        "  nudges while the answer is missing",
        "    1.  Mon 2026-12-07 17:30  owner",
        "    2.  Tue 2026-12-08 13:30  pmo",
        "    3.  Tue 2026-12-08 17:30  pmo, lead",
        "    again from  Wed 2026-12-09 13:30",
    ]
    assert "      Sat 2026-12-05 no working day of the week" in said


def test_another_file_a_region_and_json(operator: Operator) -> None:
    file = operator.file(OFF + REGION)
    told = json.loads(operator.done("due", "2026-12-24 16:30", "--policy", file, "--region", "Amsterdam", "--json"))
    assert told["at"] == "2026-12-24T15:30:00+00:00"
    assert told["receive_by"] == "2026-12-28T09:30:00+00:00"
    assert told["jumps"][0]["days"][0]["name"] == "Christmas Day"


def test_without_a_moment_it_is_now(operator: Operator) -> None:
    operator.done("apply", operator.file())
    assert operator.done("due", "--newcomer").startswith("ひろば: a post at Mon 2026-11-30 10:00 (Asia/Tokyo)")


def test_what_cannot_be_understood_is_said_with_what_to_write(operator: Operator) -> None:
    assert "python app.py apply FILE" in operator.refused("due")
    operator.done("apply", operator.file())
    assert operator.refused("due", "soon") == "Error: “soon” is no moment; write one like “2026-12-25 17:30”\n"
    assert "has no region “Oslo”" in operator.refused("due", "--region", "Oslo")
    assert "is not there" in operator.refused("due", "--policy", "nowhere.toml")
