"""The roll as a table that a spreadsheet opens: a row a person, also for who is not named."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8

from cli.export import plain
from cli.roll_files.words import Words
from models.roll import Roll, Way

DONE = "○"


def table(roll: Roll, words: Words) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which Excel knows it. No cell is taken for a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    ways = [words.say(f"roll-way-{way.value}") for way in Way]
    writer.writerow([words.say("roll-column-name"), words.say("roll-column-reading"), *ways])
    for credit in roll.credits:
        did = [DONE if way in credit.ways else "" for way in Way]
        writer.writerow([plain(words.name(credit)), plain(credit.reading or ""), *did])
    for key, people in (("roll-unnamed", roll.unnamed), ("roll-gone", roll.gone)):
        writer.writerows([[words.say(key)]] * len(people))
    if roll.missing:
        writer.writerow([words.missing(roll)])
    return BOM_UTF8 + lines.getvalue().encode()
