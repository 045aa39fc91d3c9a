"""Earlier posts that were answered and are like a new one. How they are kept findable: models/db/word_index.py.

Both databases choose the same candidates by the same sums; models/similarity.py decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy import text as sql

from models import similarity
from models.community import Community
from models.db import people
from models.db.columns import Moment
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.tables.similar import similar_words
from models.db.transaction import Transaction
from models.follow_up import FollowUp, Status
from models.ledger import Post
from models.showing import link, shorten
from models.similarity import Similar

CANDIDATES: Final = 60
"""So many are looked at closely."""
READ_AT_MOST: Final = 6000
"""Entries of the word index that one question may read, the rarest words first: it bounds the time."""
TEXT_AT_MOST: Final = 200
_UNITS: Final = 10_000
"""Weights are whole numbers of this fraction in SQL, so that sums are the same on every database."""


def find(tx: Transaction, community_id: str, text: str, *, but_not: str, at_most: int = 3) -> tuple[Similar, ...]:
    """Up to ``at_most`` answered posts of the community that are like ``text``, the most alike first; often none.

    ``but_not`` is the thread of the post at hand. A post that has a question open, again or still, is not offered.
    """
    asked = similarity.words(text)
    posts_with = _posts_with(tx.connection, asked)
    weighed = similarity.weights(asked, posts_with, posts_with.get("", 0))
    chosen = _rarest(weighed, posts_with)
    if not chosen:
        return ()
    rated = []
    for row in _candidates(tx.connection, community_id, chosen):
        alike = similarity.likeness(asked, frozenset(row.words.split()), weighed)
        if alike >= similarity.ENOUGH and row.thread_id != but_not:
            rated.append((alike, row.posted_at, row.thread_id))
    rated.sort(reverse=True)
    answers = _answers(tx.connection, [thread_id for _, _, thread_id in rated])
    community = tx.communities[community_id].community
    found = [(thread_id, answers[thread_id]) for _, _, thread_id in rated if thread_id in answers][:at_most]
    return tuple(_similar(tx, community, thread_id, answer) for thread_id, answer in found)


def still(tx: Transaction, community_id: str, offered: Iterable[str]) -> tuple[Similar, ...]:
    """What was offered, by its threads, as the ledger holds it now; without what is not to be offered any more."""
    threads = [one for one in offered if _may_be_offered(tx.post(one), community_id)]
    answers = _answers(tx.connection, threads)
    community = tx.communities[community_id].community
    return tuple(_similar(tx, community, one, answers[one]) for one in threads if one in answers)


def _may_be_offered(post: Post | None, community_id: str) -> bool:
    return post is not None and post.community_id == community_id and post.deleted_at is None and post.text != ""


def _posts_with(connection: Connection, asked: Iterable[str]) -> dict[str, int]:
    """How many posts hold each word; under the empty word: how many there are."""
    query = select(similar_words.c.word, similar_words.c.posts)
    wanted = {"", *asked, *map(similarity.plain, asked)}
    return {row.word: row.posts for row in connection.execute(query.where(similar_words.c.word.in_(wanted)))}


def _rarest(weighed: Mapping[str, float], posts_with: Mapping[str, int]) -> dict[str, int]:
    """The words to look for, with their weights in units: those that weigh most for what they cost to read."""
    chosen, read = {}, 0
    for word, weight in sorted(weighed.items(), key=lambda one: (posts_with[one[0]] / max(one[1], 1e-9), one[0])):
        units = round(weight * _UNITS)
        if units > 0 and read + posts_with[word] <= READ_AT_MOST:
            chosen[word] = units
            read += posts_with[word]
    return chosen


def _candidates(connection: Connection, community_id: str, chosen: Mapping[str, int]) -> Sequence[Any]:
    """The posts of a community that share the most of these words, and still live; in no order."""
    values: dict[str, Any] = {"community_id": community_id, "at_most": CANDIDATES}
    if connection.dialect.name == "postgresql":
        values |= {"words": list(chosen), "weights": list(chosen.values())}
        connection.execute(_BY_INDEX_ALONE)
        found = connection.execute(_CANDIDATES_ON_POSTGRESQL, values).all()
        connection.execute(_BY_ANY_WAY)
        return found
    hits = " UNION ALL ".join(map(_HIT_ON_SQLITE.format, range(len(chosen))))
    for number, (word, weight) in enumerate(chosen.items()):
        values |= {f"word{number}": f'"{word}"', f"weight{number}": weight}
    return connection.execute(_candidates_query(_SUMS_ON_SQLITE.format(hits=hits)), values).all()


def _candidates_query(sums: str) -> Any:
    return sql(
        "SELECT post.thread_id, post.posted_at, similar_post.words"
        f" FROM (SELECT seq FROM ({sums}) AS summed ORDER BY weight DESC, seq DESC LIMIT :at_most) AS candidate"
        " JOIN similar_post ON similar_post.seq = candidate.seq"
        " JOIN post ON post.thread_id = similar_post.thread_id AND post.deleted_at IS NULL AND post.text <> ''"
    ).columns(posted_at=Moment)


_HIT_ON_SQLITE = "SELECT rowid AS seq, :weight{0} AS weight FROM similar_index WHERE similar_index MATCH :word{0}"
_SUMS_ON_SQLITE = (
    "SELECT held.seq, hit.weight FROM (SELECT seq, SUM(weight) AS weight FROM ({hits}) GROUP BY seq) AS hit"
    " JOIN similar_post AS held ON held.seq = hit.seq AND held.community_id = :community_id"
)
_SUMS_ON_POSTGRESQL = (
    "SELECT held.seq, SUM(asked.weight) AS weight"
    " FROM unnest(CAST(:words AS text[]), CAST(:weights AS integer[])) AS asked(word, weight)"
    " JOIN similar_post AS held"
    " ON string_to_array(held.words, ' ') @> ARRAY[asked.word] AND held.community_id = :community_id"
    " GROUP BY held.seq"
)
_CANDIDATES_ON_POSTGRESQL = _candidates_query(_SUMS_ON_POSTGRESQL)
_BY_INDEX_ALONE = sql("SET LOCAL enable_seqscan = off")
"""Of some thousand posts PostgreSQL would read each for every word: it does not know what taking words apart costs."""
_BY_ANY_WAY = sql("SET LOCAL enable_seqscan = on")


def _answers(connection: Connection, threads: Sequence[str]) -> dict[str, list[FollowUp]]:
    """The answered follow-ups of those threads that have one, and none that is open."""
    found: dict[str, list[FollowUp]] = {}
    query = select(*FOLLOW_UP_COLUMNS).where(follow_ups.c.thread_id.in_(threads)).order_by(follow_ups.c.part)
    for row in connection.execute(query):
        follow_up = follow_up_of(row)
        found.setdefault(follow_up.thread_id, []).append(follow_up)
    closed = {thread: all_ for thread, all_ in found.items() if not any(one.is_open for one in all_)}
    answered = {thread: [one for one in all_ if _is_answered(one)] for thread, all_ in closed.items()}
    return {thread: all_ for thread, all_ in answered.items() if all_}


def _is_answered(follow_up: FollowUp) -> bool:
    return follow_up.status is Status.ANSWERED and follow_up.answered_by is not None


def _similar(tx: Transaction, community: Community, thread_id: str, answers: Sequence[FollowUp]) -> Similar:
    post = tx.post(thread_id)
    if post is None:
        raise ValueError(f"the follow-up of thread {thread_id} has no post")
    ids = tuple(dict.fromkeys(one.answered_by for one in answers if one.answered_by))
    names = people.names(tx, community, ids)
    return Similar(
        thread_id=thread_id,
        text=shorten(" ".join(post.text.split()), TEXT_AT_MOST),
        author=post.author_name,
        posted_at=post.posted_at,
        answered_by=tuple(names.get(one, "") for one in ids),
        answered_by_ids=ids,
        answered_at=min(one.answered_at or post.posted_at for one in answers),
        link=link(community, post, tx.home(community.id).group_id),
        versions=tuple((one.id, one.version) for one in answers),
    )
