"""The made-up community of the season: people in Tokyo and Amsterdam, and two versions of its file."""

from __future__ import annotations

from models.incoming import Person
from tests.stage import CHANNEL, TEAM, TENANT, listed, person

PLAZA = CHANNEL
CANALS = "19:canals@thread.tacv2"
"""The channel of those in Amsterdam."""

HANA, KEN, MIO, RIN = person(1, "上田 花"), person(2, "伊東 健"), person(3, "森 美緒"), person(4, "原 凛")
"""The PMO. Mio works four short days a week, and reads in Tokyo's time."""
MAKOTO = person(5, "大山 誠")
"""The lead."""
DANA = person(6, "Dana de Vries")
"""An advisor in Amsterdam, with the hours and the holidays of the Netherlands."""
ELI = person(7, "江利 久")
"""An executive: answers, but owns nothing."""
AUTHORS = tuple(person(100 + number, f"参加者 {number}") for number in range(9))
"""Participants."""

PMO = (HANA, KEN, MIO, RIN)
RESPONDERS = (*PMO, MAKOTO, DANA, ELI)
EVERYBODY = (*RESPONDERS, *AUTHORS)
NAMES = {one.id: one.name for one in EVERYBODY}
CALLED = {person.id: name for name, person in globals().items() if isinstance(person, Person)} | {
    one.id: f"AUTHOR{number}" for number, one in enumerate(AUTHORS)
}
"""As this page calls them: for messages of tests."""


_HEAD = f"""
[community]
name = "ひろば"
language = "ja"
time_zone = "Asia/Tokyo"
tenant_id = "{TENANT}"
team_id = "{TEAM}"
channels = ["{PLAZA}", "{CANALS}"]

[community.reaction]
kind = "none"

[working_hours]
days = ["mon", "tue", "wed", "thu", "fri"]
hours = ["09:00-12:00", "13:00-18:00"]
holidays = "JP"
closed = ["2026-12-29/2027-01-03"]

[follow_up]
answer_within = "1d"
claim_expires_after = "8h"
remind_promise = "3h"
holding_words = ["確認します", "will check"]
"""

_DEFAULT_LADDER = """
receive_within = "2h"
receive_newcomer_within = "30m"
nudge_every = "4h"
nudges_per_day = 2
nudge_for_receipts = true
"""

_OWN_LADDER = """
receive_within = "1h"
receive_newcomer_within = "20m"
nudge_every = "3h"
nudges_per_day = 3

[[follow_up.step]]
when = "30m"
to = ["owner"]
[[follow_up.step]]
when = "90m"
to = ["owner", "advisor"]
[[follow_up.step]]
to = ["pmo"]
[[follow_up.step]]
when = "5h"
to = ["lead", "pmo"]
"""

_AMSTERDAM = f"""
[[region]]
name = "Amsterdam"
time_zone = "Europe/Amsterdam"
hours = ["09:00-12:30", "13:30-17:30"]
holidays = "NL"
channels = ["{CANALS}"]
"""

_AMSTERDAM_BY_NIGHT = f"""
[[region]]
name = "Amsterdam"
time_zone = "Europe/Amsterdam"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
hours = ["00:00-06:00", "10:00-12:00"]
holidays = "NL"
channels = ["{CANALS}"]
"""
"""Works through the night in which the clocks change."""

IN_AMSTERDAM = (
    'language = "en"',
    'time_zone = "Europe/Amsterdam"',
    'hours = ["08:30-12:30", "13:00-17:00"]',
    'holidays = "NL"',
)

_MEMBERS = f"""
{listed(HANA, ["pmo"])}
{listed(KEN, ["pmo"])}
{listed(MIO, ["pmo"], 'days = ["mon", "tue", "wed", "thu"]', 'hours = ["10:30-12:00", "13:00-15:30"]')}
{listed(RIN, ["pmo"])}
{listed(MAKOTO, ["executive", "lead"])}
{listed(DANA, ["advisor"], *IN_AMSTERDAM)}
{listed(ELI, ["executive"])}
"""

_SEASON = f"""
[[season]]
code = "S6"
name = "シーズン6"
starts = "2026-04-01"
ends = "2027-03-31"

[[season.theme]]
code = "meeting"
name = "議事録と会議"
owners = ["{KEN.id}"]
advisors = ["{DANA.id}"]
[[season.theme]]
code = "inquiry"
name = "問い合わせ対応"
owners = ["{HANA.id}", "{MIO.id}"]
[[season.theme]]
code = "abroad"
name = "海外"
owners = ["{DANA.id}"]
[[season.theme]]
code = "ideas"
name = "思いつき"
advisors = ["{DANA.id}"]
"""

THEMES = ("meeting", "inquiry", "abroad", "ideas")

DEFAULT_LADDER = _HEAD + _DEFAULT_LADDER + _AMSTERDAM + _MEMBERS + _SEASON
"""Receipts are nudged for, and the ladder is the one that stands when the file names none."""
OWN_LADDER = _HEAD + _OWN_LADDER + _AMSTERDAM_BY_NIGHT + _MEMBERS + _SEASON
"""Four steps of its own, answers alone, and a region that works at night."""
