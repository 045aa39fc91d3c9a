"""From a view to a card, in the reader's language and zone."""

from __future__ import annotations

from typing import assert_never

from bot.cards.attempt import attempt_card, attempts_card
from bot.cards.due import due_card
from bot.cards.follow_up import follow_up_card
from bot.cards.help import help_card
from bot.cards.notice import notice_card
from bot.cards.nudge import nudge_card
from bot.cards.parts import Reader
from bot.cards.people import people_card
from bot.cards.point import point_card
from bot.cards.praise import praise_card
from bot.cards.prompt import prompt_card
from bot.cards.prompts import prompts_card
from bot.cards.queue import queue_card
from bot.cards.record import record_card
from bot.cards.rendered import Rendered
from bot.cards.roll import roll_card
from bot.cards.seasons import seasons_card
from bot.cards.similar import similar_card
from bot.cards.stats import stats_card
from bot.cards.touch_list import touch_list_card
from bot.cards.welcome import welcome_card
from models.attempt_views import AttemptsView, AttemptView
from models.list_views import NudgeView, QueueView
from models.praise_views import PraiseFormView, PraiseGivenView, PraiseView
from models.prompt_views import PromptsView, PromptView
from models.record_views import ForgetView, KeptView, RecordView, TakenView
from models.roll_views import RollView
from models.season_views import AuditView, CarryView, SeasonFormView, SeasonsView, SeasonView, ThemeFormView, ThemesView
from models.touch_views import TouchListView
from models.views import (
    DialogView,
    DueView,
    FollowUpView,
    HelpView,
    NoticeView,
    PeopleView,
    PointView,
    SimilarView,
    StatsView,
    View,
    WelcomeView,
)


def render(view: View, language: str, time_zone: str, *, signs_in: bool = False, pages_url: str = "") -> Rendered:
    """A view as one person sees it. ``time_zone`` is an IANA name. Pure: the same view gives the same card.

    ``signs_in``: the bot can do a press in the reader's own name. ``pages_url``: where pages for one person are opened;
    empty: none are offered.
    """
    reader = Reader(language, time_zone, signs_in, pages_url)
    match view:
        case FollowUpView():
            return follow_up_card(view, reader)
        case NudgeView():
            return nudge_card(view, reader)
        case QueueView():
            return queue_card(view, reader)
        case DueView() | StatsView() | PeopleView() | WelcomeView() | HelpView() | AttemptsView() | AttemptView():
            return _answer(view, reader)
        case RecordView() | TakenView() | KeptView() | ForgetView():
            return record_card(view, reader)
        case SimilarView() | PointView():
            return similar_card(view, reader) if isinstance(view, SimilarView) else point_card(view, reader)
        case DialogView():
            return render(view.shows, language, time_zone, signs_in=signs_in, pages_url=pages_url)
        case PromptView() | PromptsView() | NoticeView():
            return _said(view, reader)
        case _:
            return _of_members(view, reader)


def _of_members(
    view: SeasonsView | PraiseFormView | PraiseGivenView | PraiseView | RollView | TouchListView, reader: Reader
) -> Rendered:
    """What members are told of the season, and tell each other."""
    match view:
        case ThemesView() | AuditView() | SeasonView() | SeasonFormView() | ThemeFormView() | CarryView():
            return seasons_card(view, reader)
        case PraiseFormView() | PraiseGivenView() | PraiseView():
            return praise_card(view, reader)
        case RollView():
            return roll_card(view, reader)
        case TouchListView():
            return touch_list_card(view, reader)
        case _:
            assert_never(view)


def _answer(
    view: DueView | StatsView | PeopleView | WelcomeView | HelpView | AttemptsView | AttemptView, reader: Reader
) -> Rendered:
    """What a command answers that nothing else shows."""
    match view:
        case DueView():
            return due_card(view, reader)
        case StatsView():
            return stats_card(view, reader)
        case PeopleView():
            return people_card(view, reader)
        case WelcomeView():
            return welcome_card(view, reader)
        case HelpView():
            return help_card(view, reader)
        case AttemptsView():
            return attempts_card(view, reader)
        case AttemptView():
            return attempt_card(view, reader)


def _said(view: PromptView | PromptsView | NoticeView, reader: Reader) -> Rendered:
    """A prompt, the list of them, or a sentence."""
    match view:
        case PromptView():
            return prompt_card(view, reader)
        case PromptsView():
            return prompts_card(view, reader)
        case NoticeView():
            return notice_card(view, reader)
