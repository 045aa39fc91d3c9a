"""Cards: values in, card out."""

from bot.cards.render import render
from bot.cards.rendered import Rendered

__all__ = ["Rendered", "render"]
