"""Prompts: what is due is posted once, over any number of processes; what is not to be posted is said in private."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.community import Community, Role
from models.db import own_posts, people, prompt_turns, prompts
from models.db.prompt_turns import PromptTurn, State
from models.db.transaction import Transaction
from models.effects import send
from models.incoming import PostArrived
from models.outgoing import Card, Sentence
from models.prompting import Prompt, Turn, is_outside, last_moment, take

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=5)
AT_ONCE = 20
_WENT_WRONG = {"dropped": State.MISSED, "given_up": State.MISSED, "uncertain": State.UNSURE}
_SAID = {State.MISSED: "prompt-missed", State.UNSURE: "prompt-unsure", State.UNWATCHED: "prompt-unwatched"}


async def run(ports: Ports) -> int:
    """Take every prompt that is due, and enter into the ledger what Teams has. Returns how many were taken."""
    total = 0
    due, on_their_way = await ports.store.read(_look, ports.now())
    if due:
        while taken := await ports.store.transact(_take_some, ports.now()):
            total += taken
        await ports.store.transact(_tell_moved, ports.now())
    if on_their_way:
        for turn, event in await ports.store.transact(_settle, ports.now()):
            if event is not None and ports.take is not None:
                await ports.take(event)
            await ports.store.transact(partial(prompt_turns.move, turn=turn, state=State.POSTED), ports.now())
    return total


def _look(tx: Transaction) -> tuple[bool, bool]:
    return prompts.is_any_due(tx), prompt_turns.is_any_open(tx)


def _take_some(tx: Transaction) -> int:
    found = prompts.due(tx, AT_ONCE)
    for prompt in found:
        _take(tx, prompt)
    return len(found)


def _take(tx: Transaction, prompt: Prompt) -> None:
    community = tx.communities[prompt.community_id].community
    due_at = prompt.next_at
    assert due_at is not None
    turn, after = take(prompt, community, tx.now)
    prompts.save(tx, prompt, after)
    log.info("A prompt was due.", prompt=prompt.id, turn=turn.value)
    planner = (prompt.planned_by,)
    match turn:
        case Turn.POSTED:
            prompt_turns.order(tx, prompt, due_at, last_moment(community, tx.now))
        case Turn.LATER:
            pass
        case Turn.MOVED:
            _tell(tx, prompt, f"{due_at}", planner, _moved(after, community))
        case Turn.MISSED:
            prompt_turns.note(tx, prompt, due_at, State.MISSED)
            _tell(tx, prompt, f"{due_at}", planner, Sentence("prompt-missed", {"due": due_at}))
        case Turn.UNWATCHED:
            prompt_turns.note(tx, prompt, due_at, State.UNWATCHED)
            _tell(tx, prompt, f"{due_at}", planner, Sentence("prompt-unwatched", {"due": due_at}))
        case Turn.LEFT:
            prompt_turns.note(tx, prompt, due_at, State.LEFT)
            name = people.names(tx, community, planner).get(prompt.planned_by, "")
            _tell(tx, prompt, f"{due_at}", _pmo(community), Sentence("prompt-left", {"name": name}))
    if prompt.wanted.weekly and after.next_at is None and turn is not Turn.LEFT:
        _tell(tx, prompt, f"{due_at}", planner, Sentence("prompt-ended"))


def _tell_moved(tx: Transaction) -> None:
    """Say beforehand that a weekly prompt comes on another day, or at another time."""
    for prompt in prompts.to_tell(tx, AT_ONCE):
        prompts.told(tx, prompt)
        if prompt.next_at is not None:
            said = _moved(prompt, tx.communities[prompt.community_id].community)
            _tell(tx, prompt, f"{prompt.next_at}", (prompt.planned_by,), said)


def _settle(tx: Transaction) -> list[tuple[PromptTurn, PostArrived | None]]:
    """What the outbox says of the turns that are on their way; those that Teams has, each as the post that it is."""
    there: list[tuple[PromptTurn, PostArrived | None]] = []
    for turn, outcome in prompt_turns.open_turns(tx, AT_ONCE):
        if turn.state is State.SENT:
            there.append((turn, _as_post(tx, turn)))
        elif outcome in _WENT_WRONG:
            prompt, state = prompts.find(tx, turn.prompt_id), _WENT_WRONG[outcome]
            if outcome == "dropped" and prompt is not None and not _is_watched(tx, prompt):
                state = State.UNWATCHED
            prompt_turns.move(tx, turn, state)
            if prompt is not None:
                said = Sentence(_SAID[state], {"due": turn.due_at})
                _tell(tx, prompt, f"{turn.due_at}:{turn.tries}", (turn.posted_by,), said)
    return there


def _as_post(tx: Transaction, turn: PromptTurn) -> PostArrived | None:
    """The post of a bot that Teams does not tell us of; ``None`` where Teams did not say which it is."""
    if turn.thread_id is None or turn.posted_at is None:
        return None
    tag = f"\n#{turn.theme}" if turn.theme else ""
    text = f"{prompt_turns.text_of(tx, turn)}{tag}"
    return own_posts.arrived(tx, turn.community_id, turn.thread_id, turn.posted_at, text)


def _moved(prompt: Prompt, community: Community) -> Sentence:
    key = "prompt-outside" if is_outside(prompt, community) else "prompt-moved"
    return Sentence(key, {"day": prompt.moved_from, "next": prompt.next_at})


def _is_watched(tx: Transaction, prompt: Prompt) -> bool:
    return tx.communities[prompt.community_id].community.watches(prompt.wanted.channel_id)


def _pmo(community: Community) -> tuple[str, ...]:
    return tuple(member.id for member in community.with_role(Role.PMO))


def _tell(tx: Transaction, prompt: Prompt, which: str, whom: Iterable[str], said: Sentence) -> None:
    """``which``: what tells this word from another of the same prompt."""
    for member_id in whom:
        key = f"{said.key}:{prompt.id}:{which}:{member_id}"
        tx.enqueue(send(key, prompt.community_id, member_id, Card("prompts", {"notice": said.pack()})))
