"""Who did something, in Graph's words."""

from __future__ import annotations

from rehearsal.people import Person
from rehearsal.wire import Json
from rehearsal.world import BOT, OTHER_APP, World


def user(world: World, person: Person, *, named: bool = True) -> Json:
    """A person; in reactions and events Graph leaves the name out."""
    return {
        "@odata.type": "#microsoft.graph.teamworkUserIdentity",
        "id": person.id,
        "displayName": person.name if named else None,
        "userIdentityType": "aadUser",
        "tenantId": world.team.tenant_id,
    }


def application(world: World, author: str) -> Json:
    """The bot or another app, a connector of Office."""
    known = author == BOT
    return {
        "@odata.type": "#microsoft.graph.teamworkApplicationIdentity",
        "id": world.bot.id.removeprefix("28:") if known else f"other-{author.removeprefix(OTHER_APP)}",
        "displayName": world.bot.name if known else author.removeprefix(OTHER_APP),
        "applicationIdentityType": "bot" if known else "office365Connector",
    }


def identity_set(world: World, author: str, *, named: bool = True) -> Json:
    """One of user and application is set, as Graph does it."""
    person = world.find_person(author)
    return {
        "application": application(world, author) if person is None else None,
        "device": None,
        "user": None if person is None else user(world, person, named=named),
    }
