"""Every column that could hold what a person wrote or is called is known, so that it can go."""

from sqlalchemy import String, Text

from models.db.columns import metadata
from models.db.texts import HELD

LETTERS_FOR_WORDS = 35
"""A column as short as that holds a word of ours: a status, a language."""

NOT_WRITTEN_BY_PEOPLE = {
    "community.id", "community.service_url", "community.bot_id", "community.group_id",
    "member.community_id", "member.id", "member.teams_id", "member.chat_id",
    "post.thread_id", "post.community_id", "post.channel_id", "post.message_id", "post.author_id", "post.season",
    "post.theme", "post.reaction", "post.region",
    "similar_post.community_id", "similar_post.thread_id",
    "follow_up.community_id", "follow_up.thread_id", "follow_up.author_id", "follow_up.owners",
    "follow_up.received_by", "follow_up.answered_by", "follow_up.answer_id", "follow_up.confirmed_by",
    "follow_up.claimed_by", "follow_up.promised_by", "follow_up.held_id", "follow_up.peer_id", "follow_up.peer_by",
    "follow_up.settled_by", "follow_up.advisor", "follow_up.asked_id", "follow_up.opened_by", "follow_up.region",
    "touch.thread_id", "touch.message_id", "touch.member_id", "touch.kind", "touch.course",
    "early.thread_id", "early.digest", "press.member_id", "press.ordered", "look.member_id",
    "nudge.member_id", "nudge.community_id", "calm.community_id", "calm.member_id", "absence.community_id",
    "absence.member_id", "journal.community_id", "journal.thread_id", "journal.detail",
    "outbox.key", "outbox.community_id", "outbox.lane", "outbox.outcome",
    "live_card.slot", "live_card.member_id", "live_card.conversation_id", "live_card.activity_id", "live_card.card",
    "member.time_zone", "roster.community_id", "roster.id", "roster.department", "roster.time_zone",
    "roster_look.community_id", "roster_look.failed", "roster_look.lacking",
    "mention.community_id", "mention.measure", "mention.entered_by",
    "measure.community_id", "measure.measure", "measure.entered_by",
    "reading.community_id", "reading.channel_id", "reading.token", "reading.refused", "found.thread_id",
    "found.message_id", "found.community_id", "found.channel_id", "day_count.community_id", "day_count.channel_id",
    "day_count.ids", "consent.community_id", "consent.granted",
    "joined.community_id", "joined.member_id", "joined.season", "joined.theme", "live_card.pinned_id",
    "live_card.offers",
    "history_import.community_id", "history_import.channel_id", "history_import.token",
    "attempt.community_id", "attempt.season", "attempt.member_id", "attempt.theme", "attempt.channel_id",
    "attempt.posted_as", "attempt.message_id",
    "paper.digest", "paper.community_id", "paper.member_id", "paper.given",
    "praise.community_id", "praise.season", "praise.by_id", "praise.to_id",
    "prompt.community_id", "prompt.planned_by", "prompt.channel_id", "prompt.theme", "prompt.zone",
    "prompt_turn.community_id", "prompt_turn.posted_by", "prompt_turn.theme", "prompt_turn.thread_id",
    "trail.community_id", "trail.by_id", "trail.of_id", "trail.detail",
    "pace.name", "forgotten.digest", "forgotten.alias",
    "subscription.community_id", "subscription.channel_id", "subscription.subscription_id", "subscription.made_with",
    "subscription.refused", "roll_naming.community_id", "roll_naming.member_id",
    "touch_wish.community_id", "touch_wish.member_id", "touch_offer.community_id", "touch_offer.member_id",
    "touch_offer.about", "roll_release.community_id", "roll_release.season", "roll_release.released_by",
    "installation.community_id", "installation.added_by",
    "carried.community_id", "carried.season", "carried.member_id",
}  # fmt: skip
"""Ids, words of ours, and JSON of both."""

GO_IN_THEIR_OWN_WAY = {
    "community.applied": "the community file's: `forget` asks the operator to take the member out of it",
    "community.current": "the same",
    "member.name": "of who is forgotten it becomes nobody's",
    "post.author_name": "the same",
    "mention.title": "it is public already; the lead takes it away by the form that it was entered with",
    "mention.link": "the same",
    "roster.name": "the same",
    "roster.office": "the same",
    "roll_naming.reading": "goes with who said it",
    "roll_naming.called": "the same",
    "early.event": "texts.forget_early",
    "similar_post.words": "follow the text of their post (jobs/index_posts.py)",
    "similar_word.word": "the same",
}


def test_every_column_of_words_goes_or_holds_nothing_that_a_person_wrote() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Text)
        or (isinstance(column.type, String) and (column.type.length or 0) > LETTERS_FOR_WORDS)
    }
    going = {f"{held.column.table.name}.{held.column.name}" for held in HELD}
    known = NOT_WRITTEN_BY_PEOPLE | GO_IN_THEIR_OWN_WAY.keys() | going
    assert columns - known == set(), "say in models/db/texts.py, or here, what becomes of it"
    assert known - columns == set(), "there is no such column any more"
