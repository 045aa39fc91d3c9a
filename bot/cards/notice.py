"""One sentence on a card: a polite no, a small confirmation."""

from __future__ import annotations

from bot.cards.parts import Reader, finished, line
from bot.cards.rendered import Rendered
from models.views import NoticeView


def notice_card(view: NoticeView, reader: Reader) -> Rendered:
    sentence = reader.say(view.key, **view.values)
    return finished(reader, sentence, [line(sentence)])
