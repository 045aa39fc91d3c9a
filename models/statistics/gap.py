"""The temperature gap: how different it is for newcomers and others, here and there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from models.statistics.cases import Case, answered, may_be_answered, percent, received, to_answer, to_receipt
from models.statistics.told import Figures, Side, Spread
from models.statistics.values import Ledger, Posted

FEWEST_PEOPLE = 5
"""Of fewer nothing is shown: one could tell who they are."""

Split = Callable[[Posted], str]
People = Mapping[str, set[str]]
"""Those of each side."""


def sides(ledger: Ledger, of: Sequence[Case]) -> tuple[Side, ...]:
    """The sides of each kind that may be shown, by name; a kind in which all are alike has none."""
    rest = [post for post in ledger.elsewhere if post.owed is not None]
    return tuple(side for kind, split in _splits(ledger).items() for side in _of_kind(kind, split, of, rest))


def spreads(shown: Sequence[Side], whole: Figures, ledger: Ledger, of: Iterable[Case]) -> tuple[Spread, ...]:
    """One for each kind of which two sides or more are shown. ``whole``: the figures of all posts, the middle."""
    kinds = dict.fromkeys(side.kind for side in shown)
    by_kind = {kind: [side for side in shown if side.kind == kind] for kind in kinds}
    waits = [case for case in of if may_be_answered(case)]
    answerable = {kind: {split(case.post) for case in waits} for kind, split in _splits(ledger).items()}
    return tuple(_spread(kind, among, whole, answerable[kind]) for kind, among in by_kind.items() if len(among) > 1)


def _splits(ledger: Ledger) -> Mapping[str, Split]:
    return {
        "newcomer": lambda post: "first" if post.newcomer else "others",
        "region": lambda post: post.region or "",
        "department": lambda post: ledger.departments.get(post.author_id or "", ""),
    }


def _of_kind(kind: str, split: Split, of: Sequence[Case], rest: Iterable[Posted]) -> Iterator[Side]:
    by_name: dict[str, list[Case]] = defaultdict(list)
    for case in of:
        by_name[split(case.post)].append(case)
    if len(by_name) > 1:
        people = {name: _authors(case.post for case in cases) for name, cases in by_name.items()}
        unseen = hidden(people, _people_of(rest, split))
        yield from (_side(kind, name, by_name[name]) for name in sorted(by_name) if name not in unseen)


def hidden(people: People, rest: People | None = None) -> set[str]:
    """Sides of too few people; and, while all of these are too few together, the smallest other one.

    Else what was left out could be had by subtracting what is shown from the whole. ``rest``: of a theme, who has
    posts elsewhere in the season; by subtracting the theme's from the season's it could be had what became of those.
    """
    rest = rest or {}
    of_season = (
        hidden({name: people.get(name, set()) | rest.get(name, set()) for name in {*people, *rest}}) if rest else set()
    )
    order = sorted(people, key=lambda name: (len(people[name]), name))
    unseen = [
        name for name in order if len(people[name]) < FEWEST_PEOPLE or name in of_season or _are_few(rest, (name,))
    ]
    seen = [name for name in order if name not in unseen]
    while seen and unseen and (_are_few(people, unseen) or _are_few(rest, {*unseen, *of_season})):
        unseen.append(seen.pop(0))
    return set(unseen)


def _are_few(people: People, names: Iterable[str]) -> bool:
    """Whether there is somebody, and one could tell who they are."""
    return 0 < len(set().union(*(people.get(name, ()) for name in names))) < FEWEST_PEOPLE


def _people_of(posts: Iterable[Posted], split: Split) -> People:
    by_name: dict[str, list[Posted]] = defaultdict(list)
    for post in posts:
        by_name[split(post)].append(post)
    return {name: _authors(of) for name, of in by_name.items()}


def _authors(of: Iterable[Posted]) -> set[str]:
    """Bots are nobody."""
    return {post.author_id for post in of if post.author_id is not None}


def _side(kind: str, name: str, of: Sequence[Case]) -> Side:
    median_to_receipt, p90_to_receipt = to_receipt(of)
    median_to_answer, p90_to_answer = to_answer(of)
    return Side(
        kind=kind,
        name=name,
        people=len(_authors(case.post for case in of)),
        owed=len(of),
        received=received(of),
        answered=answered(of),
        median_to_receipt=median_to_receipt,
        p90_to_receipt=p90_to_receipt,
        median_to_answer=median_to_answer,
        p90_to_answer=p90_to_answer,
    )


def _spread(kind: str, among: Sequence[Side], whole: Figures, answerable: Collection[str]) -> Spread:
    """Of equals the first by name is called the worst. ``answerable``: sides in which anything waits, or waited."""
    fewest_received = min(among, key=lambda side: percent(side.received, side.owed) or 0)
    fewest_answered = min(among, key=lambda side: percent(side.answered, side.owed) or 0)
    slowest_receipt = max(among, key=lambda side: _or_ever(side.median_to_receipt))
    waiting = [side for side in among if side.name in answerable]
    slowest_answer = max(waiting, key=lambda side: _or_ever(side.median_to_answer), default=None)
    return Spread(
        kind=kind,
        received_worst=fewest_received.name,
        received_points=_points(whole.received, whole) - (percent(fewest_received.received, fewest_received.owed) or 0),
        answered_worst=fewest_answered.name,
        answered_points=_points(whole.answered, whole) - (percent(fewest_answered.answered, fewest_answered.owed) or 0),
        receipt_worst=slowest_receipt.name,
        receipt_longer=_longer(slowest_receipt.median_to_receipt, whole.median_to_receipt),
        answer_worst=slowest_answer.name if slowest_answer else None,
        answer_longer=_longer(slowest_answer.median_to_answer if slowest_answer else None, whole.median_to_answer),
    )


def _points(count: int, whole: Figures) -> int:
    return percent(count, whole.owed) or 0


def _or_ever(length: timedelta | None) -> timedelta:
    return timedelta.max if length is None else length


def _longer(worst: timedelta | None, middle: timedelta | None) -> timedelta | None:
    return None if worst is None or middle is None else worst - middle
