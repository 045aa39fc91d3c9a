"""Similar posts are found in the ledger, the same on both databases, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import delete, update

from models.community_file import parse
from models.db import applying, similar
from models.db.store import Store
from models.db.tables.ledger import follow_ups, posts
from models.db.transaction import Transaction
from models.follow_up import Status
from models.similarity import Similar
from tests.data.similar import answered, fill, others, pairs, thread, without_alike
from tests.stage import COMMUNITY, HANA, MONDAY_10, SORA, TEAM

MIXED_UP = "打ち合わせの録音を文字起こしさせたら、話者が混ざって誰が話したのか分かりません。"
WHO_SAID = "会議の議事録で発言者が入れ替わります。話者を区別する方法はありますか。"


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    made = Store(migrated_url, wall=lambda: MONDAY_10)
    made.write(lambda tx: applying.apply(tx, parse(COMMUNITY)), MONDAY_10)
    yield made
    made.close()


def find(store: Store, text: str, but_not: str = "", community_id: str = TEAM, at_most: int = 3) -> tuple[Similar, ...]:
    return store.look(lambda tx: similar.find(tx, community_id, text, but_not=but_not, at_most=at_most), MONDAY_10)


def test_the_right_post_is_among_three_for_four_of_five_and_seldom_is_a_wrong_one_offered(store: Store) -> None:
    known = pairs()
    fill(store, [earlier for _, earlier in known] + others())
    hits = sum(thread(number) in {one.thread_id for one in find(store, new)} for number, (new, _) in enumerate(known))
    assert hits == 106
    assert hits >= 0.8 * len(known)
    offered = [text for text in without_alike() if find(store, text)]
    assert len(offered) == 2, "docs/similar.md says how many"


def test_what_is_found_says_who_wrote_and_who_answered(store: Store) -> None:
    fill(store, [MIXED_UP])
    (found,) = find(store, WHO_SAID)
    assert (found.thread_id, found.text, found.author) == (thread(0), MIXED_UP, SORA.name)
    assert (found.answered_by, found.answered_by_ids) == ((HANA.name,), (HANA.id,))
    assert found.answered_at == found.posted_at
    assert found.link.startswith("https://teams.microsoft.com/l/message/")


def test_the_post_itself_is_not_offered(store: Store) -> None:
    fill(store, [MIXED_UP])
    assert find(store, MIXED_UP, but_not=thread(0)) == ()


def test_of_equals_the_newest_comes_first_and_no_more_than_asked_for(store: Store) -> None:
    fill(store, [MIXED_UP] * 5)
    assert [one.thread_id for one in find(store, WHO_SAID)] == [thread(4), thread(3), thread(2)]
    assert [one.thread_id for one in find(store, WHO_SAID, at_most=1)] == [thread(4)]


def test_a_post_that_is_not_answered_is_not_offered(store: Store) -> None:
    fill(store, [MIXED_UP])
    for status in Status:
        becomes = update(follow_ups).values(status=status.value)
        store.write(partial(Transaction.execute, statement=becomes), MONDAY_10)
        assert len(find(store, WHO_SAID)) == (1 if status is Status.ANSWERED else 0)
    store.write(lambda tx: tx.execute(delete(follow_ups)), MONDAY_10)
    assert find(store, WHO_SAID) == ()


def test_a_post_with_a_second_question_that_is_open_is_not_offered(store: Store) -> None:
    fill(store, [MIXED_UP])
    second = replace(answered(0, MONDAY_10), id="second", part=2, status=Status.WAITING)
    store.write(lambda tx: tx.open(second), MONDAY_10)
    assert find(store, WHO_SAID) == ()


def test_a_deleted_post_is_not_offered_even_before_its_words_are_gone(store: Store) -> None:
    fill(store, [MIXED_UP])
    store.write(lambda tx: tx.execute(update(posts).values(deleted_at=MONDAY_10)), MONDAY_10)
    assert find(store, WHO_SAID) == ()


def test_the_posts_of_another_community_are_not_offered(store: Store) -> None:
    other = "19:other@thread.tacv2"
    store.write(lambda tx: applying.apply(tx, parse(COMMUNITY.replace(TEAM, other))), MONDAY_10)
    fill(store, [MIXED_UP])
    assert find(store, WHO_SAID, community_id=other) == ()


def test_any_text_may_be_asked_for(store: Store) -> None:
    odd = ["。。。", "お願いします", "\"' OR NEAR(* AND) -^:", "😀", "x" * 5000, "会議" * 5000, "ß ﬁ ｶﾞ Ⅳ é"]
    fill(store, odd)
    for text in ("", *odd):
        assert all(one.text == text[: len(one.text) - 1] + one.text[-1] for one in find(store, text))
