"""The greeting to who brought the bot into a team: what it does, what it reads and why, and who shall be the PMO."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from microsoft_teams.cards import Action, CardElement, Choice, ChoiceSetInput, ExecuteAction, QueryData

from bot.cards.parts import Reader, box, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from models.views import WelcomeView

READS: Final[Mapping[str, str]] = {
    "ChannelMessage.Read.Group": "welcome-reads-messages",
    "ChannelSettings.Read.Group": "welcome-reads-channels",
    "TeamMember.Read.Group": "welcome-reads-members",
    "TeamsAppInstallation.Read.Group": "welcome-reads-consent",
}
"""What is said of each permission that a team's owner gives (docs/permissions.md)."""
EVERYBODY: Final = "graph.microsoft.com/users"
"""Whom Teams' people picker offers.
Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/people-picker"""


def welcome_card(view: WelcomeView, reader: Reader) -> Rendered:
    """Sends ``members``, Entra object ids with commas between, and ``community``."""
    title = reader.say("welcome-heading")
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        body.append(box([line(reader.say(key, **values), strong=True)], "accent"))
    body.append(heading(title))
    if view.arrived:
        body.append(line(reader.say("welcome-arrived", name=view.community)))
    body.append(explanation(reader.say("welcome-what")))
    body.append(heading(reader.say("welcome-reads"), size="Default"))
    body += [line(reader.say(key), spacing="None") for key in READS.values()]
    body.append(line(reader.say("welcome-reads-nothing-else"), subtle=True))
    body.append(heading(reader.say("welcome-who"), size="Default"))
    body += [line(said, spacing="None") for said in _who(view, reader)]
    actions: list[Action] = []
    if view.leads:
        body.append(_picker(view, reader))
        data = {"community": view.community_id}
        actions.append(ExecuteAction(verb="choose_pmo", title=reader.say("pmo-send"), data=data, style="positive"))
        body.append(explanation(reader.say("welcome-again")))
    return finished(reader, title, body, actions)


def _who(view: WelcomeView, reader: Reader) -> list[str]:
    said = [reader.say("welcome-you-lead")] if view.leads else []
    if not view.leads:
        said += [reader.say("welcome-led-by", name=one.name) for one in view.led_by]
    if view.alone:
        said.append(reader.say("welcome-alone"))
    else:
        said += [reader.say("welcome-pmo", name=one.name) for one in view.pmo]
    if view.leads:
        said.append(reader.say("welcome-settings", channels=view.channels, zone=view.time_zone, speaks=view.language))
    return said


def _picker(view: WelcomeView, reader: Reader) -> ChoiceSetInput:
    """The people there are, and whoever Teams finds in the company."""
    return ChoiceSetInput(
        id="members",
        label=reader.say("pmo-choose"),
        placeholder=reader.say("pmo-search"),
        choices=[Choice(title=name(one.name) or reader.say("name-unknown"), value=one.id) for one in view.pmo],
        choices_data=QueryData(dataset=EVERYBODY),
        value=",".join(one.id for one in view.pmo),
        is_multi_select=True,
        wrap=True,
    )
