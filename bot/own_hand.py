"""A press that is to be done in the presser's own name: their token is asked for, they sign in if they must, and it is
done through Graph.

Nothing of this is kept: the token service has the tokens, and a transaction is open neither before nor meanwhile.
Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/sso-adaptive-cards-universal-action
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog

from bot.graph.client import Refusal
from bot.graph.own import OwnGraph
from bot.token_service import Held, SignIn, TokenService
from models.outgoing import RetryLater, Uncertain, Undeliverable
from models.own_acts import Done, OwnAct, Pin, Why

log = structlog.get_logger(__name__)

LOGIN = "application/vnd.microsoft.activity.loginRequest"
CONSENT = "application/vnd.microsoft.error.preconditionFailed"
WRONG_CODE = "application/vnd.microsoft.error.invalidAuthCode"
LONGEST_TOKEN, LONGEST_CODE = 16 * 1024, 64

Body = dict[str, Any]
"""What answers the press so that Teams signs the presser in and presses again."""
Say = Callable[[str], str]


class OwnHand:
    """Does what members press in their own names."""

    def __init__(self, service: TokenService, graph: OwnGraph) -> None:
        self._service = service
        self._graph = graph

    async def act(self, activity: Mapping[str, Any], act: OwnAct, say: Say) -> Done | Body:
        """Do it, or say how the presser signs in first. ``activity`` is the press as it came."""
        try:
            return await self._act(activity, act, say)
        except Refusal as refused:
            log.info("Graph refused what a member did in their own name.", code=refused.code, status=refused.status)
            return Done(_NOES.get(refused.status, "not-done"))
        except (RetryLater, Uncertain) as busy:
            log.info("What a member did in their own name has to wait.", why=str(busy))
            return Done("later")
        except Undeliverable as refused:
            log.error("A member cannot do things in their own name.", code=refused.code, why=str(refused))
            return Done("not-done")

    async def pin(self, teams_id: str, pin: Pin) -> str:
        """Pin a message in the name of a member who is not there; models.own_acts.OwnHands."""
        held = await self._service.held(teams_id)
        if held is None:
            raise Undeliverable("The member is not signed in any more.", "not_signed_in")
        try:
            return await self._graph.do(held.token, pin) or ""
        except Refusal as refused:
            if refused.status == HTTPStatus.UNAUTHORIZED:
                await self._service.sign_out(teams_id)
            raise

    async def _act(self, activity: Mapping[str, Any], act: OwnAct, say: Say) -> Done | Body:
        user = str(activity["from"].get("id") or "")
        found = await self._token(user, activity)
        if isinstance(found, dict):
            return found
        if found is None:
            return _login(await self._service.sign_in(activity), self._service.connection, act, say)
        try:
            pinned_id = await self._graph.do(found.token, act)
        except Refusal as refused:
            if refused.status != HTTPStatus.UNAUTHORIZED:
                raise
            await self._service.sign_out(user)
            return _login(await self._service.sign_in(activity), self._service.connection, act, say)
        return Done(pinned_id=pinned_id)

    async def _token(self, user: str, activity: Mapping[str, Any]) -> Held | Body | None:
        """The presser's token; ``None`` where they have to sign in; a body where that did not work."""
        value = activity.get("value")
        given = value if isinstance(value, dict) else {}
        if token := _exchangeable(given, self._service.connection):
            held = await self._service.exchanged(user, token)
            return held or _error(HTTPStatus.PRECONDITION_FAILED, CONSENT, "The member has to consent first.")
        if code := given.get("state"):
            held = await self._service.held(user, code) if isinstance(code, str) and len(code) <= LONGEST_CODE else None
            return held or _error(HTTPStatus.UNAUTHORIZED, WRONG_CODE, "The code of the sign-in is not the right one.")
        return await self._service.held(user)


_NOES: Mapping[int, Why] = {403: "not-allowed", 404: "gone"}


def _exchangeable(value: Mapping[str, Any], connection: str) -> str | None:
    """What Teams gave silently for this connection."""
    told = value.get("authentication")
    token = told.get("token") if isinstance(told, dict) and told.get("connectionName") == connection else None
    return token if isinstance(token, str) and 0 < len(token) <= LONGEST_TOKEN else None


def _login(sign_in: SignIn, connection: str, act: OwnAct, say: Say) -> Body:
    button = {"title": say("button-sign-in"), "text": say("button-sign-in"), "type": "signin", "value": sign_in.link}
    value: Body = {"text": say(f"sign-in-{act.kind}"), "connectionName": connection, "buttons": [button]}
    if sign_in.exchange:
        value["tokenExchangeResource"] = dict(sign_in.exchange)
    return {"statusCode": 401, "type": LOGIN, "value": value}


def _error(status: HTTPStatus, kind: str, message: str) -> Body:
    return {"statusCode": status, "type": kind, "value": {"code": str(int(status)), "message": message}}
