"""Who is on the roll, in which order, and how each is named: the rule by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community import Phase, Season
from models.community_file import community, parse
from models.reading import order
from models.refused import Refused
from models.roll import NAME_AT_MOST, Called, Cast, Deed, Made, Naming, Roll, Way, checked, own, roll, shown, wished
from tests.models.community_documents import SMALLEST

SEASON = Season("S6", "シーズン6", date(2026, 10, 1), date(2027, 3, 31), Phase.COMPANY)
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
NOW = datetime(2027, 3, 31, 14, 59, tzinfo=UTC)
COMMUNITY = community(parse(SMALLEST))
NOBODY = Cast({}, {}, ())


def made(*deeds: tuple[str, Way, int], cast: Cast = NOBODY) -> Roll:
    """A roll of deeds, each by whom, how, and in which hour of the season."""
    told = [Deed(member, way, BEGIN + timedelta(hours=hour)) for member, way, hour in deeds]
    return roll(Made(COMMUNITY, SEASON, cast, NOW), told)


def names(found: Roll) -> list[str]:
    return [credit.name for credit in found.credits]


def posted(*members: str, cast: Cast) -> Roll:
    return made(*((member, Way.POSTED, hour) for hour, member in enumerate(members)), cast=cast)


def test_readings_come_in_order_and_who_has_none_after_them_by_first_post() -> None:
    called = {
        "1": Called("上田 花", "うえだ はな"), "2": Called("Dana Lee"), "3": Called("森 美緒"),
        "4": Called("いとう けん"), "5": Called("青木 空"), "6": Called("大山 誠"),
    }  # fmt: skip
    deeds = [(member, Way.POSTED, 10 - int(member)) for member in "12345"]
    found = made(*deeds, ("6", Way.ANSWERED, 0), cast=Cast(called, {}, ()))
    assert names(found) == ["いとう けん", "上田 花", "Dana Lee", "青木 空", "森 美緒", "大山 誠"]


def test_each_is_there_once_with_all_that_they_did() -> None:
    found = made(("1", Way.ADVISED, 9), ("1", Way.POSTED, 3), ("1", Way.POSTED, 1), ("1", Way.ANSWERED, 2))
    assert [credit.ways for credit in found.credits] == [(Way.POSTED, Way.ANSWERED, Way.ADVISED)]


def test_who_wishes_not_to_be_named_is_counted_and_who_is_forgotten_too() -> None:
    called = {"1": Called("上田 花"), "2": Called("青木 空"), "3": Called("ここにいた方")}
    found = posted("1", "2", "3", cast=Cast(called, {"2": Naming(hidden=True), "3": Naming(called="x")}, ("3", "9")))
    assert (names(found), found.unnamed, found.gone) == (["上田 花"], frozenset("2"), frozenset("3"))
    assert found.everybody == {"1", "2", "3"}


def test_a_name_of_one_s_choice_goes_before_and_is_read_as_they_say() -> None:
    called = {"1": Called("上田 花", "うえだ はな"), "2": Called("江本 光", "えもと ひかる")}
    by_another = Cast(called, {"1": Naming(called="はなちゃん", reading=None)}, ())
    assert [(one.name, one.reading) for one in posted("1", "2", cast=by_another).credits] == [
        ("江本 光", "えもと ひかる"), ("はなちゃん", "はなちゃん"),
    ]  # fmt: skip
    unread = Cast(called, {"1": Naming(called="花子")}, ())
    assert [one.reading for one in posted("1", "2", cast=unread).credits] == ["えもと ひかる", None]
    own = Cast(called, {"1": Naming(reading="んえだ")}, ())
    assert names(posted("1", "2", cast=own)) == ["江本 光", "上田 花"]


def test_another_name_is_not_read_like_the_one_that_it_replaces_as_cards_once_filled_in() -> None:
    known = Called("上田 花", "うえだ はな")
    kept = Cast({"1": known}, {"1": Naming("うえだ はな", "花子")}, ())
    assert kept.named("1") == Called("花子", None)
    in_latin = Cast({"1": Called("Yui Kato", "かとう ゆい")}, {"1": Naming("Yui Kato", "みお")}, ())
    assert in_latin.named("1") == Called("みお", "みお")
    same_name = Cast({"1": known}, {"1": Naming("うえだ はな", " 上田  花 ")}, ())
    assert same_name.named("1") == known
    otherwise = Cast({"1": known}, {"1": Naming("ウエダ ハナ", "植田 花")}, ())
    assert otherwise.named("1") == Called("植田 花", "ウエダ ハナ")


def test_what_a_card_filled_in_is_nobody_s_own_word() -> None:
    known = Called("上田 花", "うえだ はな")
    assert own(Naming("うえだ はな"), known, Naming()) == Naming()
    assert own(Naming("みお", "空"), known, Naming(called="みお")) == Naming(called="空")
    assert own(Naming("みお"), known, Naming(called="みお")) == Naming()
    assert own(Naming("そら", "空"), known, Naming(called="みお")) == Naming("そら", "空")


def test_whom_the_ledger_knows_and_the_roll_does_not_is_missing() -> None:
    found = posted("1", "2", cast=Cast({}, {"2": Naming(hidden=True)}, ()))
    assert checked(found, {"1", "2"}).missing == frozenset()
    assert checked(found, {"1", "2", "3"}).missing == {"3"}
    assert checked(found, set()).missing == frozenset()


def test_it_is_a_preview_until_the_season_s_last_day_is_over_where_the_community_is() -> None:
    assert not made().is_over
    assert roll(Made(COMMUNITY, SEASON, NOBODY, NOW + timedelta(minutes=1)), ()).is_over


def test_a_name_is_shown_without_what_nobody_sees() -> None:
    assert shown(" 上田\u3000花\u202e\x00\r\n ") == "上田 花"
    assert shown("👩\u200d💻 Dana") == "👩\u200d💻 Dana"


def test_what_is_written_into_the_form_is_kept_or_refused_with_what_to_write() -> None:
    assert wished(" うえだ　はな ", "", hidden=False) == Naming("うえだ はな", None)
    assert wished("", "  はな  ちゃん ", hidden=True) == Naming(None, "はな ちゃん", hidden=True)
    for reading, called, key in (
        ("上田", "", "refused-roll-reading"),
        ("", "x" * (NAME_AT_MOST + 1), "refused-roll-name"),
        ("", "a\u202eb", "refused-roll-name"),
    ):
        with pytest.raises(Refused) as refused:
            wished(reading, called, hidden=False)
        assert refused.value.key == key


PEOPLE = st.sampled_from("abcdefgh")
DEEDS = st.lists(st.tuples(PEOPLE, st.sampled_from(list(Way)), st.integers(0, 50)), max_size=30)
NAMES = st.sampled_from(["上田 花", "うえだ", "Dana", "ウエダ", "", "空"])
WISHES = st.builds(Naming, st.sampled_from([None, "あい", "Zoe"]), st.sampled_from([None, "花子", "ん"]), st.booleans())


@given(DEEDS, st.dictionaries(PEOPLE, st.builds(Called, NAMES)), st.dictionaries(PEOPLE, WISHES), st.sets(PEOPLE))
def test_nobody_is_missing_nobody_is_twice_and_the_order_is_that_of_the_readings(
    deeds: list[tuple[str, Way, int]], called: dict[str, Called], wishes: dict[str, Naming], gone: set[str]
) -> None:
    found = made(*deeds, cast=Cast(called, wishes, gone))
    named = [credit.member_id for credit in found.credits]
    did = {member for member, *_ in deeds}
    assert len(named) == len(set(named))
    assert set(named) | found.unnamed | found.gone == did
    assert not set(named) & (found.unnamed | found.gone)
    assert found.gone == did & gone
    assert all(not wishes[one].hidden for one in set(named) & wishes.keys())
    known = [credit.reading for credit in found.credits]
    first_unread = known.index(None) if None in known else len(known)
    read = [reading for reading in known[:first_unread] if reading is not None]
    assert known[first_unread:] == [None] * (len(known) - first_unread)
    assert read == sorted(read, key=order)
