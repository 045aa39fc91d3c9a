"""What the roll says beside its names, whatever kind of file it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from locales import say
from models.roll import Credit, Roll


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of a roll in one language; moments in a zone, an IANA name."""

    language: str
    time_zone: str

    def say(self, key: str, **values: object) -> str:
        return say(key, values, self.language, self.time_zone)

    def title(self, roll: Roll) -> str:
        return self.say("roll-title", season=roll.season)

    def dates(self, roll: Roll) -> str:
        return self.say("roll-dates", starts=roll.starts.isoformat(), ends=roll.ends.isoformat())

    def name(self, credit: Credit) -> str:
        return credit.name or self.say("roll-name-unknown")

    def opening(self, roll: Roll) -> list[str]:
        """Before the names."""
        if not roll.everybody:
            return [self.say("roll-nobody-yet")]
        preview = [] if roll.is_over else [self.say("roll-preview", at=roll.at)]
        return [self.say("roll-intro"), self.say("roll-order"), *preview]

    def others(self, roll: Roll) -> list[str]:
        """After the names: who is there without one."""
        counts = (("roll-unnamed-count", len(roll.unnamed)), ("roll-gone-count", len(roll.gone)))
        return [self.say(key, count=count) for key, count in counts if count]

    def counted(self, roll: Roll) -> list[str]:
        """At the end: how many there are, and that they are all."""
        all_there = [] if roll.missing else [self.say("roll-nobody-missing")]
        return [self.say("roll-everybody", count=len(roll.everybody)), *all_there, self.say("roll-made", at=roll.at)]

    def missing(self, roll: Roll) -> str:
        return self.say("roll-missing", count=len(roll.missing))
