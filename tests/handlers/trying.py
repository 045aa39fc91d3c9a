"""A member writes down what they tried."""

from __future__ import annotations

from models.attempt_views import AttemptsView
from models.incoming import Person, Pressed
from tests.stage import Stage

FILLED = {
    "tried": "会議の要約をCopilotに頼んでみた",
    "theme": "meeting",
    "came_of_it": "worked",
    "learned": "",
}


async def tries(stage: Stage, by: Person, **fields: str) -> str:
    """By the form, in the private chat; ``fields`` beside those that are filled in anyway. Returns the attempt's id."""
    shown = await stage.dispatch(Pressed(stage.chat(by), by, "new_attempt"))
    assert isinstance(shown.view, AttemptsView)
    assert shown.view.form is not None
    filled = FILLED | fields | {"attempt": shown.view.form.id, "version": shown.view.form.version}
    outcome = await stage.dispatch(Pressed(stage.chat(by), by, "keep_attempt", filled))
    assert outcome.what == "kept"
    return shown.view.form.id
