"""A made-up season: who did what when, out of a seed. The same seed gives the same season, letter by letter.

``python -m rehearsal.made_season`` writes it as lines of JSON, its community file with ``--community``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

SEED = 20261001
POSTS = 3000
PEOPLE = 400
THEMES = 25
TENANT = "11111111-1111-4111-8111-111111111111"
TEAM = "19:made@thread.tacv2"
CHANNEL = "19:made-plaza@thread.tacv2"
STARTS, ENDS = date(2026, 10, 1), date(2027, 3, 31)
TOKYO, AMSTERDAM = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Amsterdam")
PMO, ADVISORS, EXECUTIVES = 4, 6, 3
DEPARTMENTS = ("経理部", "人事部", "営業一部", "営業二部", "開発部", "品質保証部", "法務部", "広報部")
HOLDING = "確認します。少しお待ちください。"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. ``does``: ``post``, ``reply``, ``react``, ``delete``, ``settle``, ``confirm``, ``reopen`` or ``claim``.

    ``post`` counts the posts from 0: the one that is made, or the one that it is about. ``by`` is ``None`` for a bot.
    """

    at: datetime
    by: str | None
    does: str
    post: int
    text: str = ""
    country: str = "JP"


def person_id(number: int) -> str:
    """Numbers 0 to 12 have a role: the PMO, advisors, executives; the others are participants."""
    return f"cccccccc-0000-4000-8000-{number:012}"


def name(number: int) -> str:
    return f"参加者{number:03}"


def department(number: int) -> str | None:
    """Some are not known, and one department is too small to be shown."""
    if number % 17 == 0:
        return None
    return "監査室" if number in (20, 21, 22) else DEPARTMENTS[number % len(DEPARTMENTS)]


def lives_in_europe(number: int) -> bool:
    return number % 5 == 3


def layer_of(theme: int) -> str | None:
    """Most themes are for everybody, some for few; the last are of no layer."""
    return next((layer for layer, until in (("basic", 12), ("applied", 18), ("expert", 21)) if theme < until), None)


def community() -> str:
    """The community file, with the season before as well."""
    lines = [
        "[community]", 'name = "つくりもの"', 'language = "ja"', 'time_zone = "Asia/Tokyo"', f'tenant_id = "{TENANT}"',
        f'team_id = "{TEAM}"', f'channels = ["{CHANNEL}"]', "[follow_up]", 'receive_within = "2h"',
        'receive_newcomer_within = "30m"', 'answer_within = "1d"', 'holding_words = ["確認します"]',
        "[working_hours]", 'days = ["mon", "tue", "wed", "thu", "fri"]', 'hours = ["09:00-12:00", "13:00-18:00"]',
        'holidays = ""',
        "[[region]]", 'name = "Europe"', 'time_zone = "Europe/Amsterdam"', 'hours = ["09:00-17:00"]',
        'countries = ["NL"]', "[[region]]", 'name = "Japan"', 'time_zone = "Asia/Tokyo"', 'countries = ["JP"]',
    ]  # fmt: skip
    roles = [*[["pmo", "lead"]], *[["pmo"]] * (PMO - 1), *[["advisor"]] * ADVISORS, *[["executive"]] * EXECUTIVES]
    for number, given in enumerate(roles):
        lines += [
            "[[member]]",
            f'id = "{person_id(number)}"',
            f'name = "{name(number)}"',
            f"roles = {json.dumps(given)}",
        ]
    for code, starts, ends in (("S5", date(2026, 4, 1), date(2026, 9, 30)), ("S6", STARTS, ENDS)):
        lines += [
            "[[season]]",
            f'code = "{code}"',
            f'name = "シーズン{code[1]}"',
            f'starts = "{starts}"',
            f'ends = "{ends}"',
        ]
        lines += ["target_members = 300"]
        for theme in range(THEMES):
            lines += ["[[season.theme]]", f'code = "t{theme}"', f'name = "テーマ{theme}"']
            lines += [f'owners = ["{person_id(theme % PMO)}"]']
            lines += [f'layer = "{layer}"'] if (layer := layer_of(theme)) else []
        lines += ["[[season.baseline]]", 'measure = "help_desk_inquiries"', "value = 420"]
    return "\n".join(lines) + "\n"


def deeds(seed: int = SEED, posts: int = POSTS, starts: date = STARTS, ends: date = ENDS, first: int = 0) -> list[Deed]:
    """All acts in the order of time. Posts are counted from ``first``."""
    chance = Random(seed)
    days = [starts + timedelta(days=more) for more in range((ends - starts).days + 1)]
    moments = sorted(
        moment_of(chance, chance.choices(days, [6 if day.weekday() < 5 else 1 for day in days])[0])
        for _ in range(posts)
    )
    found: list[Deed] = []
    for number, at in enumerate(moments, start=first):
        found.extend(_thread(chance, number, at))
    return sorted(found, key=lambda deed: (deed.at, deed.post, deed.does != "post"))


def moment_of(chance: Random, day: date) -> datetime:
    """Some moment of a day, mostly by daylight, to the second."""
    hour = chance.choices(range(24), [1] * 8 + [8] * 11 + [2] * 5)[0]
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), TOKYO).astimezone(UTC)


def _thread(chance: Random, number: int, at: datetime) -> Iterator[Deed]:
    """A post with what becomes of it."""
    kind = chance.random()
    if kind < 0.01:
        yield Deed(at, None, "post", number, "ワークフローの投稿です。")
        return
    by = chance.randrange(PMO) if kind < 0.03 else _participant(chance)
    theme = f"#t{chance.randrange(THEMES)} " if chance.random() < 0.8 else ""
    country = "NL" if lives_in_europe(by) else "JP"
    post = Deed(at, person_id(by), "post", number, f"{theme}試してみたことを書きます。", country)
    yield post
    if kind < 0.03:
        yield from _reactions(chance, post)
        return
    if chance.random() < 0.01:
        yield replace(post, at=at + _pause(chance, 1), does="delete", text="")
        return
    yield from _reactions(chance, post)
    yield from _fate(chance, post)


def _participant(chance: Random) -> int:
    """Some write much, everybody now and then, executives and advisors among them."""
    number = int(chance.paretovariate(0.6)) + PMO - 1
    often = number < PEOPLE and chance.random() < 0.5
    return number if often else chance.randrange(PMO, PEOPLE)


def _reactions(chance: Random, post: Deed) -> Iterator[Deed]:
    for _ in range(chance.choices((0, 1, 2), (6, 3, 1))[0]):
        by = chance.choice((chance.randrange(PMO), chance.randrange(PMO, 13), chance.randrange(13, PEOPLE)))
        yield Deed(post.at + _pause(chance, 3), person_id(by), "react", post.post, "like")


def _fate(chance: Random, post: Deed) -> Iterator[Deed]:
    """Answered, promised and answered, answered by a peer, settled, claimed, or left waiting."""
    at, who = post.at + _pause(chance, 6), person_id(_responder(chance))
    fate = chance.random()
    if fate < 0.03:
        return
    if fate < 0.05:
        yield Deed(at, who, "claim", post.post)
    elif fate < 0.08:
        yield Deed(at, who, "settle", post.post)
    elif fate < 0.18:
        peer = person_id(chance.randrange(13, PEOPLE))
        yield Deed(at, peer, "reply", post.post, "わたしはこうしています。")
        if peer != post.by:
            yield Deed(at + _pause(chance, 2), who, "confirm", post.post)
    else:
        if fate < 0.32:
            yield Deed(at, who, "reply", post.post, HOLDING)
            at += _pause(chance, 12)
            if fate < 0.20:
                return
        yield Deed(at, who, "reply", post.post, "このようにするとうまくいきます。")
        if fate > 0.95:
            yield Deed(at + _pause(chance, 4), post.by, "reply", post.post, "ほかの場合はどうしますか？")
        elif fate > 0.5:
            yield Deed(at + _pause(chance, 4), post.by, "reply", post.post, "ありがとうございます！")


def _responder(chance: Random) -> int:
    """One of the PMO carries more than the others."""
    return chance.choices(range(PMO + ADVISORS), [5, 3, 2, 2] + [1] * ADVISORS)[0]


def _pause(chance: Random, hours: float) -> timedelta:
    """Around so many hours, now and then very much longer; whole seconds."""
    return timedelta(seconds=1 + int(chance.lognormvariate(0, 1.2) * hours * 1800))


def main(words: list[str]) -> None:
    if words == ["--community"]:
        sys.stdout.write(community())
        return
    for deed in deeds():
        sys.stdout.write(json.dumps(asdict(deed) | {"at": deed.at.isoformat()}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
