"""What a card says, before it has a language or a shape: plain values that bot/cards/ draws.

Moments are aware UTC; ages are working time. Names and texts are what people wrote: cards must not take them for
markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from models.attempt_views import AttemptsView, AttemptView
from models.foreseen import Preview
from models.list_views import NudgeView, Owed, QueueView
from models.praise_views import AnyPraiseView
from models.prompt_views import PromptsView, PromptView
from models.record_views import AnyRecordView
from models.roll_views import ClosingView
from models.season_views import SeasonsView
from models.statistics.taking_part import People
from models.statistics.told import Loads, Report


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person whom a card offers to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class OfferedDay:
    """A day that a card offers by a word of models/promising.py."""

    word: str
    day: date


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody who has a follow-up's card open, or, if they are ``writing``, its answer box; ``since`` when."""

    name: str
    since: datetime
    writing: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """One follow-up as one member sees it. ``verbs`` are the buttons that this member may press now, in order."""

    follow_up_id: str
    version: int
    thread_id: str
    status: str
    """``waiting``, ``claimed``, ``promised``, ``answered``, ``settled`` or ``withdrawn``."""
    owed: Owed
    late: bool
    author: str
    newcomer: bool
    theme: str | None
    text: str
    """The post's text, shortened; empty when it was deleted."""
    link: str
    """Opens the thread in Teams."""
    posted_at: datetime
    due_at: datetime | None
    received_by: str | None
    claimed_by: str | None
    promised_by: str | None
    promised_until: datetime | None
    answered_by: str | None
    settled_by: str | None
    settled_reason: str | None
    """One of models/acts.py, REASONS; ``None``: none, or the words alone."""
    peer: str | None
    """A member whose reply may have been the answer, until a responder confirms it."""
    mine: bool
    """Whether the one who looks is the one who claimed or promised."""
    owns: bool
    """Whether the one who looks is an owner: whom the theme names, and not who stands in for them."""
    verbs: tuple[str, ...]
    promise_from: date
    """The first day that a promise may name, in the community's zone."""
    promise_days: tuple[OfferedDay, ...]
    """Days that the form offers by a word, soonest first."""
    promise_default: date | None
    """The one of them that is chosen already."""
    promise_needs_word: bool = False
    """Whether a day was promised before, so that another needs a word to the author."""
    settled_words: str = ""
    peer_text: str = ""
    """What that member wrote, shortened; empty when it is not known."""
    asks: str | None = None
    """Why this card came: ``owner``, ``advisor``, ``pmo``, ``lead``, ``everyone``, ``promise``, ``passed`` (nudges),
    ``holding`` ("was that the answer?"), ``handed`` ("could you do it?"), ``declined`` ("they cannot"), ``asked``
    ("could you lend a hand?"), ``excused`` ("not this time"), ``split`` ("another question, for you"), or ``None``.
    """
    proposed: date | None = None
    """A day that the viewer may promise in one press: their reply was taken for a promise, without a day."""
    asked_by: str | None = None
    """Who handed it over, split it off or asked for advice, or who declined."""
    looking: tuple[Looker, ...] = ()
    """Who else has it open just now, while nobody holds it; who writes an answer comes first."""
    writing: bool = False
    """Whether the viewer has the answer box open."""
    draft: str | None = None
    """What the viewer has written into it so far; ``None``: nothing of theirs yet."""
    asked_word: str = ""
    """What who asks for advice wrote to the advisor."""
    asking: str | None = None
    """The advisor who is asked for a word."""
    hand_over_to: tuple[Candidate, ...] = ()
    advisors: tuple[Candidate, ...] = ()
    """Whom the viewer may ask for a word, those of the theme first."""
    themes: tuple[Candidate, ...] = ()
    """Among which the viewer may choose the post's theme; ``theme_code`` is the one that it has."""
    theme_code: str | None = None
    split_to: tuple[Candidate, ...] = ()
    """Who may own a question that is split off, the likeliest first."""
    part: int = 1
    """Which question of its thread it is."""
    splits: int = 0
    """How many questions were split off from this one."""
    like: Literal["press", "open"] | None = None
    """How the viewer may set a like of their own: by a press where the bot signs them in, else in Teams alone."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""
    undo: tuple[str, int] | None = None
    """What was just done and can be undone: its verb, and the version of the card on which it was pressed."""


@dataclass(frozen=True, slots=True)
class StatsView:
    """A season's figures."""

    report: Report
    loads: Loads | None = None
    """What the PMO carries; ``None``: not for this reader, or not in this place."""
    season: str | None = None
    """The code of the season, and ``theme`` that of the theme: what a press says of them."""
    theme: str | None = None
    may_show: bool = False
    """Whether who looks may show it to everybody."""
    may_enter: bool = False
    """Whether who looks may enter measures here."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""


@dataclass(frozen=True, slots=True)
class DueView:
    """What becomes of a post at a moment, by the rules alone."""

    preview: Preview


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Who takes part in the season, in counts."""

    people: People


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """What the bot reads and for whom, to who brought it into a team, or leads the community."""

    community_id: str
    community: str
    arrived: bool
    """Whether it was just added to the team."""
    leads: bool
    """Whether who looks leads the community, and so chooses its PMO."""
    alone: bool
    """Whether who looks is all the PMO there is."""
    led_by: tuple[Candidate, ...]
    """An empty name: not known yet."""
    pmo: tuple[Candidate, ...]
    channels: int
    """How many are watched; 0: all."""
    language: str
    time_zone: str
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""


@dataclass(frozen=True, slots=True)
class HelpView:
    """What one can ask for: command names in English and Japanese, each with a sentence of its own in locales/
    (``command-<English name>``).
    """

    commands: tuple[tuple[str, str], ...]
    responder: bool
    unknown: str | None = None
    """What was asked and not understood, shortened."""
    meant: str | None = None
    """The command that was probably meant."""
    communities: tuple[str, ...] = ()
    """By name, those of the reader, where there are several to choose from."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One sentence on a card: a polite no, a small confirmation."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An earlier post that was answered, and by whom."""

    thread_id: str
    author: str
    text: str
    link: str
    posted_at: datetime
    answered_by: tuple[str, ...]
    introduced: bool = False
    """Whether the author of the one that waits is told of it, or was."""
    versions: tuple[tuple[str, int], ...] = ()
    """Of its follow-ups, by id."""


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Answered posts that are like one that waits, the most alike first; often none."""

    follow_up_id: str
    author: str
    """Who posted the one that waits."""
    rows: tuple[SimilarRow, ...]
    introduced: str | None = None
    """The thread of the one that was just introduced to the author."""


@dataclass(frozen=True, slots=True)
class PointView:
    """A message that a responder points at, and what there is to choose."""

    action: str
    """``follow_up`` or ``answer``."""
    message_id: str
    author: str
    text: str
    owners: tuple[Candidate, ...] = ()
    """Who may own its follow-up, the likeliest first."""
    questions: tuple[tuple[str, str], ...] = ()
    """The open questions that it may have answered, where there are several: id and words."""


@dataclass(frozen=True, slots=True)
class DialogView:
    """What a message action shows, in a window of its own. A notice is shown as a sentence, without a title."""

    title: str
    """A key of locales/."""
    shows: FollowUpView | PointView | NoticeView


View = (
    FollowUpView
    | DueView
    | NudgeView
    | QueueView
    | StatsView
    | PeopleView
    | WelcomeView
    | SeasonsView
    | ClosingView
    | HelpView
    | AttemptsView
    | AttemptView
    | NoticeView
    | SimilarView
    | PointView
    | PromptView
    | PromptsView
    | DialogView
    | AnyPraiseView
    | AnyRecordView
)
