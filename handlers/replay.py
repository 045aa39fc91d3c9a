"""Events that came before what they are about are handled when it has come."""

from __future__ import annotations

from handlers import registry
from models.db import early
from models.db.transaction import Transaction


def replay(tx: Transaction, thread_id: str) -> None:
    """Handle what waits in a thread, oldest first. What must wait on is kept again by its own handler."""
    for event in early.take(tx, thread_id):
        registry.event_handlers[type(event)](tx, event)
