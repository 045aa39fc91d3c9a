"""Who is told how things go: what was counted at the edges, how long it took, and how it ended. No text, name or token.

The rooms tell; ``app.py`` hands them who listens: counts for ``/metrics``, and traces where they are wanted. To be told
takes next to no time, and raises nothing. Lengths are seconds; words come from closed sets of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivered:
    """How an order to Teams ended, for now or for good."""

    kind: str
    """As in the outbox."""
    outcome: str
    """``done``, ``unwanted``, ``later``, ``uncertain``, ``refused`` or ``fault``."""
    seconds: float
    """How long it took, from its lease to Teams' answer."""
    attempts: int
    card: str = ""
    """The name of the card that it shows, if any."""
    waited: float | None = None
    """Of a reaction that is done: the time since the post was written."""


class Watch:
    """Is told, and does nothing with it."""

    def taken(self, kind: str, outcome: str, seconds: float) -> None:
        """An activity of Teams' was answered; what it changed is durable. ``kind``: as Teams calls it."""

    def dispatched(self, event: str, seconds: float) -> None:
        """An event was handled and is durable. ``event``: its class in models/incoming.py."""

    def committed(self, seconds: float, set_off_by: Sequence[str]) -> None:
        """What arrived together was committed together; ``set_off_by``: a correlation for each piece.

        Told in the writer's thread.
        """

    def delivered(self, how: Delivered) -> None:
        """An order to Teams was carried out, or not."""

    def asked(self, outcome: str, seconds: float) -> None:
        """Graph was asked.

        ``outcome``: ``done``, ``throttled`` (429), ``refused`` (other 4xx), ``failed`` (5xx) or ``silent``.
        """

    def ran(self, job: str, outcome: str, seconds: float) -> None:
        """A turn of a job ended: ``done``, ``failed`` or ``cut`` (by the end of the clock)."""


NOBODY = Watch()


class Everyone(Watch):
    """Tells several."""

    def __init__(self, *watching: Watch) -> None:
        self._watching = watching

    def taken(self, kind: str, outcome: str, seconds: float) -> None:
        for one in self._watching:
            one.taken(kind, outcome, seconds)

    def dispatched(self, event: str, seconds: float) -> None:
        for one in self._watching:
            one.dispatched(event, seconds)

    def committed(self, seconds: float, set_off_by: Sequence[str]) -> None:
        for one in self._watching:
            one.committed(seconds, set_off_by)

    def delivered(self, how: Delivered) -> None:
        for one in self._watching:
            one.delivered(how)

    def asked(self, outcome: str, seconds: float) -> None:
        for one in self._watching:
            one.asked(outcome, seconds)

    def ran(self, job: str, outcome: str, seconds: float) -> None:
        for one in self._watching:
            one.ran(job, outcome, seconds)
