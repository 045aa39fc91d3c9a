"""Numbers as people write them. Pure."""

from __future__ import annotations

import re

from models.season import fold

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")


def number_of(written: str) -> str:
    """What was written, trimmed, with width made equal and without the commas of thousands.

    Any other comma stays, and is in no number: ``4,2`` may be a decimal point elsewhere, and is not 42.
    """
    return _THOUSANDS.sub(lambda found: found[0].replace(",", ""), fold(written).strip())
