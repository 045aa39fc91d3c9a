"""The follow-ups as the independent count keeps them, after docs/follow-ups.md and docs/nudges.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.season.charter import Charter
from tests.season.deeds import Deed, Do
from tests.season.working_time import Hours

OPEN = ("waiting", "claimed", "promised")
THANKS = "ありがとうございます！"


@dataclass(slots=True)
class Owed:
    """What is owed to one post.

    ``begun`` counts how often it began anew; ``step`` is the ladder's next, ``next_at`` its moment, ``taken`` how many
    steps were taken in all, ``last_step`` the one taken last, until it begins anew.
    """

    name: str
    author: str
    hours: Hours
    theme: str | None
    posted_at: datetime
    receive_by: datetime
    answer_by: datetime
    owners: list[str]
    status: str = "waiting"
    holder: str | None = None
    claimed_at: datetime | None = None
    claim_until: datetime | None = None
    promised_until: datetime | None = None
    promise_in_words: bool = False
    handed_by: str | None = None
    touches: dict[str, str] = field(default_factory=dict)
    receipt: str | None = None
    answer: str | None = None
    peer: str | None = None
    reopened: bool = False
    begun: int = 0
    step: int = 0
    taken: int = 0
    last_step: int | None = None
    next_at: datetime | None = None
    remind_at: datetime | None = None
    again_at: datetime | None = None
    """When its step was last put off to the next look, since who was to be told went away."""
    closed: list[tuple[datetime, str]] = field(default_factory=list)
    """When it was closed or opened again, and what it became: for messages."""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class Books:
    """All follow-ups, by the name of their post."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.owed: dict[str, Owed] = {}
        self._wrote_before: set[str] = set()

    def open(self) -> list[Owed]:
        return [one for one in self.owed.values() if one.is_open]

    def do(self, deed: Deed) -> None:
        """A deed on a post. What is only said in the private chat is not for the books."""
        if deed.do is Do.POST:
            self._posted(deed)
        elif owed := self.owed.get(deed.post):
            getattr(self, f"_{deed.do}")(owed, deed)

    def due(self, owed: Owed) -> datetime:
        """When what is owed next is late. What was opened again is owed an answer, whether or not it had a receipt."""
        if owed.status == "promised":
            assert owed.promised_until is not None
            return owed.promised_until
        if owed.receipt is None and not owed.reopened and self.charter.nudge_for_receipts:
            return min(owed.receive_by, owed.answer_by)
        return owed.answer_by

    def expire(self, now: datetime) -> None:
        """Claims without an answer end."""
        for owed in self.open():
            if owed.status == "claimed" and owed.claim_until is not None and owed.claim_until <= now:
                self._no_longer_claimed(owed)

    def give_back(self, owed: Owed, at: datetime) -> None:
        """A claim is given back: the second step is next, when what is owed is due or at once."""
        self._no_longer_claimed(owed)
        owed.next_at = max(at, self.due(owed))

    def _no_longer_claimed(self, owed: Owed) -> None:
        """It begins anew at the second step; by itself at the moment when the next one would have come."""
        owed.status, owed.holder, owed.claim_until, owed.handed_by = "waiting", None, None, None
        owed.begun, owed.step, owed.last_step = owed.begun + 1, 1 % len(self.charter.ladder), None

    def _posted(self, deed: Deed) -> None:
        newcomer = deed.who not in self._wrote_before
        self._wrote_before.add(deed.who)
        rules = self.charter
        if "pmo" in rules.roles.get(deed.who, ()):
            return
        hours, theme = rules.hours_of_channel(deed.channel), rules.theme_of(deed.words)
        within = rules.receive_newcomer_within if newcomer else rules.receive_within
        named = rules.themes[theme].owners if theme else ()
        owed = Owed(
            deed.post, deed.who, hours, theme, deed.at,
            receive_by=hours.add(deed.at, within),
            answer_by=hours.add(deed.at, rules.answer_within),
            owners=[one for one in named if one != deed.who],
        )  # fmt: skip
        self.owed[deed.post] = owed
        self._begin(owed)

    def _begin(self, owed: Owed) -> None:
        """At the first step again; a claim keeps it away for a while."""
        owed.begun += 1
        owed.step, owed.last_step = 0, None
        first = self.charter.ladder[0].when
        due = self.due(owed)
        owed.next_at = due if not first else owed.hours.add(due, first)
        if owed.status == "claimed" and owed.claimed_at is not None:
            owed.next_at = max(owed.next_at, owed.hours.add(owed.claimed_at, self.charter.nudge_every))

    def _touched(self, owed: Owed, who: str, touch: str, at: datetime) -> None:
        """A responder's first touch is the receipt; before the answer is due it begins anew."""
        if who not in self.charter.responders or who == owed.author:
            return
        owed.touches[touch] = who
        if owed.receipt is None:
            owed.receipt = touch
            if owed.is_open and at < owed.answer_by:
                self._begin(owed)

    def _reply(self, owed: Owed, deed: Deed) -> None:
        answering = deed.who in self.charter.responders and deed.who != owed.author
        if answering:
            self._touched(owed, deed.who, deed.message, deed.at)
            if owed.is_open and any(word in deed.words for word in self.charter.holding_words):
                self._promised(owed, deed, owed.hours.add(deed.at, self.charter.answer_within))
                owed.promise_in_words = True
            elif owed.is_open:
                self._close(owed, "answered", deed.at)
                owed.answer = deed.message
        elif deed.who != owed.author:
            owed.peer = deed.message
        elif owed.status in ("answered", "settled") and deed.words != THANKS:
            self._reopen(owed, deed)

    def _like(self, owed: Owed, deed: Deed) -> None:
        self._touched(owed, deed.who, f"like of {deed.who}", deed.at)

    def _unlike(self, owed: Owed, deed: Deed) -> None:
        taken_back = f"like of {deed.who}"
        owed.touches.pop(taken_back, None)
        if owed.receipt == taken_back:
            owed.receipt = next(iter(owed.touches), None)
            if owed.receipt is None and owed.is_open and self.charter.nudge_for_receipts:
                self._begin(owed)

    def _delete_post(self, owed: Owed, deed: Deed) -> None:
        if owed.is_open:
            self._close(owed, "withdrawn", deed.at)

    def _delete_reply(self, owed: Owed, deed: Deed) -> None:
        owed.touches.pop(deed.message, None)
        if owed.receipt == deed.message:
            owed.receipt = next(iter(owed.touches), None)
        if owed.answer == deed.message and owed.status == "answered":
            self._reopen(owed, deed)

    def _claim(self, owed: Owed, deed: Deed) -> None:
        self._taken_on(owed, deed.who, deed.at)

    def _hand_over(self, owed: Owed, deed: Deed) -> None:
        self._taken_on(owed, deed.to, deed.at)
        owed.handed_by = deed.who

    def _taken_on(self, owed: Owed, who: str, at: datetime) -> None:
        owed.status, owed.holder, owed.claimed_at, owed.handed_by = "claimed", who, at, None
        owed.claim_until = owed.hours.add(at, self.charter.claim_expires_after)
        before = owed.next_at
        self._begin(owed)
        owed.next_at = max(before or at, owed.hours.add(at, self.charter.nudge_every))

    def _release(self, owed: Owed, deed: Deed) -> None:
        self.give_back(owed, deed.at)

    _decline = _release

    def _receive(self, owed: Owed, deed: Deed) -> None:
        self._touched(owed, deed.who, f"receipt of {deed.who} at {deed.at}", deed.at)

    def _promise(self, owed: Owed, deed: Deed) -> None:
        self._touched(owed, deed.who, f"promise of {deed.who} at {deed.at}", deed.at)
        self._promised(owed, deed, owed.hours.end_of(date.fromisoformat(deed.to)))

    def _promised(self, owed: Owed, deed: Deed, until: datetime) -> None:
        owed.status, owed.holder, owed.claim_until, owed.handed_by = "promised", deed.who, None, None
        owed.promised_until, owed.promise_in_words = until, False
        self._begin(owed)
        left = owed.hours.worked(deed.at, until) >= self.charter.remind_promise
        owed.remind_at = owed.hours.before(until, self.charter.remind_promise) if left else None

    def _settle(self, owed: Owed, deed: Deed) -> None:
        self._close(owed, "settled", deed.at)

    def _confirm(self, owed: Owed, deed: Deed) -> None:
        self._touched(owed, deed.who, f"confirmed by {deed.who} at {deed.at}", deed.at)
        self._close(owed, "answered", deed.at)
        owed.answer = owed.peer

    def _answer(self, owed: Owed, deed: Deed) -> None:
        self._close(owed, "answered", deed.at)
        owed.answer = "the holding reply"

    def _close(self, owed: Owed, status: str, at: datetime) -> None:
        owed.status, owed.holder, owed.claim_until, owed.handed_by = status, None, None, None
        owed.next_at = owed.remind_at = None
        owed.peer = None if status == "answered" else owed.peer
        owed.closed.append((at, status))

    def _reopen(self, owed: Owed, deed: Deed) -> None:
        owed.status, owed.answer, owed.peer, owed.remind_at = "waiting", None, None, None
        owed.reopened, owed.answer_by = True, owed.hours.add(deed.at, self.charter.answer_within)
        owed.closed.append((deed.at, "waiting"))
        self._begin(owed)
