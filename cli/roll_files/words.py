"""What the roll says beside its names, whatever kind of file it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from locales import say
from locales.formats import Dated
from models.roll import Credit, Praised, Roll, Tried


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that people wrote, with whose it is above."""

    whose: str
    said: str
    came_of_it: str = ""
    learned: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.said, self.came_of_it, self.learned) if line)


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
        return self.say("roll-dates", starts=Dated.of(roll.starts), ends=Dated.of(roll.ends))

    def name(self, credit: Credit) -> str:
        return credit.name or self.say("roll-name-unknown")

    def opening(self, roll: Roll) -> list[str]:
        """Before the names."""
        if not roll.everybody:
            return [self.say("roll-nobody-yet")]
        preview = [] if roll.is_over else [self.say("roll-preview", at=roll.at)]
        return [self.say("roll-intro"), self.say("roll-order"), *preview]

    def attempts(self, roll: Roll) -> list[Passage]:
        """What people tried, each with whose it is, and what came of it."""
        return [self._attempt(one) for one in roll.attempts]

    def attempts_beside(self, roll: Roll) -> list[str]:
        return [self.say("roll-attempts-beside", count=roll.attempts_beside)] if roll.attempts_beside else []

    def praises(self, roll: Roll) -> list[Passage]:
        return [Passage(self._to_and_by(one), one.text) for one in roll.praises]

    def praises_beside(self, roll: Roll) -> list[str]:
        return [self.say("roll-praises-beside", count=roll.praises_beside)] if roll.praises_beside else []

    def _tried_by(self, one: Tried) -> str:
        if one.name is None:
            return one.theme or self.say("roll-unnamed")
        name = one.name or self.say("name-unknown")
        whose = self.say("roll-attempt-of", name=name)
        return self.say("roll-attempt-of-theme", name=name, theme=one.theme) if one.theme else whose

    def _attempt(self, one: Tried) -> Passage:
        learned = self.say("attempt-learned-told", learned=one.learned) if one.learned else ""
        return Passage(self._tried_by(one), one.tried, self.say(f"attempt-told-{one.came_of_it.value}"), learned)

    def _to_and_by(self, one: Praised) -> str:
        to = one.to or self.say("name-unknown")
        if one.by is None:
            return self.say("roll-praise-to", name=to)
        return self.say("roll-praise-to-by", name=to, by=one.by or self.say("name-unknown"))

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
