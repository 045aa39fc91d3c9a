"""What of a count is not as it should be, so that it can be said what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from models.season_views import Amiss

KINDS = (
    "no-consent", "missing", "unread", "uncounted", "gone", "late", "undelivered", "uncertain", "unreacted",
    "unreached", "mended",
)  # fmt: skip
"""The worst first: what may hide posts, what an author waits for, what did not arrive, and what was mended."""


def amiss(counts: Mapping[str, int]) -> tuple[Amiss, ...]:
    """Those of KINDS of which there are any, the worst first."""
    return tuple(Amiss(kind, counts[kind]) for kind in KINDS if counts.get(kind, 0))
