"""The command “language ja|en”: in which language the bot speaks to whom asks."""

from __future__ import annotations

from handlers.registry import Asking, command, more
from models.db import people
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood
from models.season import fold

LANGUAGES = {"ja": "ja", "日本語": "ja", "japanese": "ja", "en": "en", "英語": "en", "english": "en"}


@command("language", "言語", takes=more)
def language(tx: Transaction, asking: Asking) -> Card:
    chosen = LANGUAGES.get(fold(asking.words))
    if chosen is None:
        raise NotUnderstood("language-unknown")
    by = asking.event.by.id
    for community in people.communities_of(tx, by, asking.event.envelope.tenant_id):
        people.choose_language(tx, community, by, chosen)
    return Card("notice", {"key": "language-set", "values": {"language": chosen}})
