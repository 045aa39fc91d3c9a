"""The figures once more: slow, written from docs/figures.md, and obviously right.

Nothing here asks models/statistics/ for anything but the shape of its values, or models/working_hours.py for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from models.statistics.values import Ledger, Posted

TOKYO = ZoneInfo("Asia/Tokyo")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ALL_DAY = ((time(9), time(12)), (time(13), time(18)))

HOURS: dict[str | None, tuple[ZoneInfo, tuple[tuple[time, time], ...]]] = {
    None: (TOKYO, ALL_DAY),
    "Japan": (TOKYO, ALL_DAY),
    "Europe": (AMSTERDAM, ((time(9), time(17)),)),
}
"""The zone and what is worked from Monday to Friday, of the community and of its regions. There are no holidays."""

Length = timedelta | None
ENDLESS = timedelta.max


@lru_cache(maxsize=100_000)
def worked(region: str | None, start: datetime, end: datetime) -> timedelta:
    """Day by day on the wall, what of its hours lies between the two moments."""
    zone, spans = HOURS[region]
    day, length = start.astimezone(zone).date(), timedelta()
    while day <= end.astimezone(zone).date():
        for opens, closes in spans if day.weekday() < 5 else ():
            first = max(datetime.combine(day, opens, zone).astimezone(UTC), start)
            last = min(datetime.combine(day, closes, zone).astimezone(UTC), end)
            length += max(last - first, timedelta())
        day += timedelta(days=1)
    return length


def is_worked(at: datetime) -> bool:
    wall = at.astimezone(TOKYO)
    return wall.weekday() < 5 and any(opens <= wall.time() < closes for opens, closes in ALL_DAY)


def day_of(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


def shortest_for(percent: int, lengths: list[timedelta]) -> Length:
    """The shortest length that at least so many of a hundred do not exceed."""
    for length in sorted(set(lengths)):
        if sum(other <= length for other in lengths) * 100 >= percent * len(lengths):
            return None if length == ENDLESS else length
    return None


class Book:
    """A ledger, and the questions that docs/figures.md asks of it."""

    def __init__(self, ledger: Ledger, now: datetime) -> None:
        self.ledger, self.now, self.season = ledger, now, ledger.season
        self.posts = list(ledger.posts)
        self.owed = [post for post in self.posts if post.owed]

    def members(self, role: str) -> list[Any]:
        return [member for member in self.ledger.community.members.values() if role in member.roles]

    def state(self, post: Posted) -> str:
        if post.owed and post.owed.lapsed:
            return "lapsed"
        return str(post.owed.status) if post.owed else ""

    def to_receipt(self, post: Posted) -> timedelta:
        assert post.owed
        return ENDLESS if post.owed.received_at is None else worked(post.region, post.posted_at, post.owed.received_at)

    def to_answer(self, post: Posted) -> timedelta:
        assert post.owed
        return ENDLESS if post.owed.answered_at is None else worked(post.region, post.posted_at, post.owed.answered_at)

    def receipts(self, percent: int, posts: list[Posted]) -> Length:
        return shortest_for(percent, [self.to_receipt(post) for post in posts])

    def answers(self, percent: int, posts: list[Posted]) -> Length:
        return shortest_for(percent, [self.to_answer(post) for post in posts if self.state(post) != "settled"])

    def days(self) -> list[date]:
        """The season's days so far, one by one."""
        if self.season:
            day, last = self.season.starts, self.season.ends
        elif self.posts:
            day, last = min(day_of(post.posted_at) for post in self.posts), date.max
        else:
            return []
        found = []
        while day <= last and day <= day_of(self.now):
            found.append(day)
            day += timedelta(days=1)
        return found

    def is_late(self, post: Posted) -> bool:
        owed = post.owed
        assert owed
        if self.state(post) == "promised" and owed.promised_until:
            return owed.promised_until < self.now
        no_answer = owed.answer_by < self.now
        no_receipt = owed.received_at is None and owed.receive_by < self.now
        return self.state(post) in ("waiting", "claimed", "promised") and (no_answer or no_receipt)

    def came_again(self, first: Posted) -> bool:
        last = first.posted_at + timedelta(days=30)
        moments = [post.posted_at for post in self.posts if post.author_id == first.author_id]
        moments += [at for author, at in self.ledger.later if author == first.author_id]
        return any(first.posted_at < at <= last for at in moments)

    def first_of_each(self, posts: list[Posted]) -> list[Posted]:
        return [
            min((one for one in posts if one.author_id == who), key=lambda one: one.posted_at)
            for who in {one.author_id for one in posts}
        ]

    def author(self, thread_id: str) -> str | None:
        (post,) = [post for post in self.posts if post.thread_id == thread_id]
        return post.author_id

    def whole(self) -> dict[str, Any]:
        """The first table."""
        newcomers = [post for post in self.owed if post.newcomer]
        people = {post.author_id for post in self.posts} - {None}
        executives = [member.id for member in self.members("executive")]
        waits = [worked(one.region, one.posted_at, self.now) for one in self.owed if self.open(one)]
        return {
            "posts": len(self.posts),
            "posters": len(people),
            "days": len(self.days()),
            "per_day": len(self.posts) / len(self.days()) if self.days() else 0,
            "returning": len([one for one in people if one in self.ledger.earlier]),
            "owed": len(self.owed),
            "newcomers": len(newcomers),
            "received": len([one for one in self.owed if one.owed and one.owed.received_at]),
            "answered": self.count("answered"),
            "waiting": self.count("waiting") + self.count("claimed"),
            "promised": self.count("promised"),
            "settled": self.count("settled"),
            "lapsed": self.count("lapsed"),
            "late": len([one for one in self.owed if self.is_late(one)]),
            "reopened": len([one for one in self.owed if one.owed and one.owed.reopened >= 1]),
            "answered_by_peers": len(
                [one for one in self.owed if one.owed and one.owed.by_peer and self.state(one) == "answered"]
            ),
            "touched_by_executives": len(
                [one for one in self.ledger.touches if one.member_id in executives and self.of_other(one)]
            ),
            "promises_kept": sum(one.owed.promises_kept for one in self.owed if one.owed),
            "promises_late": sum(one.owed.promises_late for one in self.owed if one.owed),
            "median_to_receipt": self.receipts(50, self.owed),
            "p90_to_receipt": self.receipts(90, self.owed),
            "median_to_answer": self.answers(50, self.owed),
            "p90_to_answer": self.answers(90, self.owed),
            "oldest_waiting": max(waits) if waits else None,
            "newcomers_median_to_receipt": self.receipts(50, newcomers),
            "newcomers_p90_to_receipt": self.receipts(90, newcomers),
            "newcomers_again": len([one for one in self.first_of_each(newcomers) if self.came_again(one)]),
        }

    def count(self, state: str) -> int:
        return [self.state(post) for post in self.owed].count(state)

    def open(self, post: Posted) -> bool:
        return self.state(post) in ("waiting", "claimed", "promised")

    def of_other(self, touch: Any) -> bool:
        return bool(self.author(touch.thread_id) != touch.member_id)

    def weeks(self) -> list[dict[str, Any]]:
        mondays = sorted({day - timedelta(days=day.weekday()) for day in self.days()})
        return [self._week(monday, [monday + timedelta(days=more) for more in range(7)]) for monday in mondays]

    def _week(self, monday: date, days: list[date]) -> dict[str, Any]:
        posts = [post for post in self.posts if day_of(post.posted_at) in days]
        times = self._times([post for post in posts if post.owed])
        people = {post.author_id for post in posts} - {None}
        names = ("owed", "received", "answered", "median_to_receipt", "median_to_answer")
        counts = {"starts": monday, "posts": len(posts), "posters": len(people)}
        return counts | {name: times[name] for name in names}

    def months(self, targets: dict[date, int]) -> list[dict[str, Any]]:
        acts = [(post.author_id, post.posted_at) for post in self.posts if post.author_id]
        acts += [(touch.member_id, touch.at) for touch in self.ledger.touches]
        found = []
        for year, month in sorted({(day.year, day.month) for day in self.days()}):
            active = {who for who, at in acts if (day_of(at).year, day_of(at).month) == (year, month)}
            target = targets.get(date(year, month, 1), self.season.target_members if self.season else None)
            found.append({"starts": date(year, month, 1), "active": len(active), "target": target})
        return found

    @cached_property
    def sides(self) -> list[dict[str, Any]]:
        kinds = ("newcomer", "region", "department")
        return [side for kind in kinds for side in self._sides(kind, self.name_of(kind))]

    def name_of(self, kind: str) -> Callable[[Posted], str]:
        kinds: dict[str, Callable[[Posted], str]] = {
            "newcomer": lambda post: "first" if post.newcomer else "others",
            "region": lambda post: post.region or "",
            "department": lambda post: self.ledger.departments.get(post.author_id or "", ""),
        }
        return kinds[kind]

    def _sides(self, kind: str, name_of: Callable[[Posted], str]) -> Iterator[dict[str, Any]]:
        names = sorted({name_of(post) for post in self.owed})
        if len(names) == 1:
            return
        people = {name: {post.author_id for post in self.owed if name_of(post) == name} - {None} for name in names}
        other = [post for post in self.ledger.elsewhere if post.owed]
        beside = {name: {post.author_id for post in other if name_of(post) == name} - {None} for name in names}
        shown = [name for name in names if len(people[name]) >= 5 and len(beside[name]) not in (1, 2, 3, 4)]
        unshown_of_season: list[str] = []
        if other:
            season = Book(replace(self.ledger, posts=(*self.posts, *other), elsewhere=()), self.now)
            every = {name_of(post) for post in season.owed}
            unshown_of_season = sorted(every - {side["name"] for side in season._sides(kind, name_of)})
            shown = [name for name in shown if name not in unshown_of_season]
        while shown and len(shown) < len(names):
            left_out = {name for name in names if name not in shown}
            these = {who for name in left_out for who in people[name]}
            there = {post.author_id for post in other if name_of(post) in (*left_out, *unshown_of_season)} - {None}
            if len(these) not in (1, 2, 3, 4) and len(there) not in (1, 2, 3, 4):
                break
            fewest = min(len(people[name]) for name in shown)
            shown.remove(next(name for name in shown if len(people[name]) == fewest))
        for name in shown:
            posts = [post for post in self.owed if name_of(post) == name]
            yield {"kind": kind, "name": name, "people": len(people[name])} | self._times(posts)

    def _times(self, posts: list[Posted]) -> dict[str, Any]:
        return {
            "owed": len(posts),
            "received": len([one for one in posts if one.owed and one.owed.received_at]),
            "answered": len([one for one in posts if self.state(one) == "answered"]),
            "median_to_receipt": self.receipts(50, posts),
            "p90_to_receipt": self.receipts(90, posts),
            "median_to_answer": self.answers(50, posts),
            "p90_to_answer": self.answers(90, posts),
        }

    def spreads(self) -> list[dict[str, Any]]:
        middle, found = self._times(self.owed), []
        for kind in ("newcomer", "region", "department"):
            among = [side for side in self.sides if side["kind"] == kind]
            if len(among) < 2:
                continue
            told: dict[str, Any] = {"kind": kind}
            for what in ("received", "answered"):
                shares = {side["name"]: side[what] * 100 // side["owed"] for side in among}
                worst = sorted(name for name in shares if shares[name] == min(shares.values()))[0]
                whole = middle[what] * 100 // middle["owed"]
                told |= {f"{what}_worst": worst, f"{what}_points": whole - shares[worst]}
            for what in ("receipt", "answer"):
                medians = {side["name"]: side[f"median_to_{what}"] for side in among}
                if what == "answer":
                    unsettled = {self.name_of(kind)(post) for post in self.owed if self.state(post) != "settled"}
                    medians = {name: median for name, median in medians.items() if name in unsettled}
                if not medians:
                    told |= {"answer_worst": None, "answer_longer": None}
                    continue
                longest = max(timedelta.max if one is None else one for one in medians.values())
                of_longest = (None, timedelta.max) if longest == timedelta.max else (longest,)
                worst = sorted(name for name in medians if medians[name] in of_longest)[0]
                known = (medians[worst], middle[f"median_to_{what}"])
                told |= {f"{what}_worst": worst, f"{what}_longer": None if None in known else known[0] - known[1]}
            found.append(told)
        return found

    def loads(self) -> dict[str, Any]:
        members = [self._load(member) for member in self.members("pmo")]
        acts = [one["acts"] for one in members]
        even = sum(acts) / len(acts) if acts else 0
        return {"members": members, "fairness": max(acts) / even if even else None}

    def _load(self, member: Any) -> dict[str, Any]:
        acts = {(one.thread_id, one.at) for one in self.ledger.touches if one.member_id == member.id}
        for post in self.owed:
            assert post.owed
            if post.owed.received_by == member.id:
                acts.add((post.thread_id, post.owed.received_at or self.now))
            if post.owed.answered_by == member.id:
                acts.add((post.thread_id, post.owed.answered_at or self.now))
        acts = {(thread, at) for thread, at in acts if self.author(thread) != member.id}
        return {
            "member_id": member.id,
            "name": member.name,
            "acts": len(acts),
            "out_of_hours": len([at for _, at in acts if not is_worked(at)]),
            "posts": len({thread for thread, _ in acts}),
            "answers": len([one for one in self.owed if one.owed and one.owed.answered_by == member.id]),
            "held": len([one for one in self.owed if one.owed and one.owed.holder == member.id]),
        }
