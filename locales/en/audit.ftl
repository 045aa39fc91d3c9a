# “audit”: that no post was missed.
command-audit = Checks, day by day, that no post was missed. For the PMO and the lead.
audit-heading = Was anything missed?
audit-as-of = As of { $at }.
audit-fine = There is nothing to worry about.
audit-amiss = { $count ->
    [one] There is one thing to look at.
   *[other] There are { $count } things to look at.
}
audit-fates = What became of the posts
audit-posts = Posts on record: { $count }
audit-waiting = Waiting for an answer: { $count }
audit-claimed = Taken by somebody: { $count }
audit-promised = Promised by a day: { $count }
audit-answered = Answered: { $count }
audit-settled = Closed without a reply: { $count }
audit-withdrawn = Deleted by their authors: { $count }
audit-lapsed = From before Aizuchi, without an answer then: { $count }
audit-beside = Needing no answer (by the PMO or another bot): { $count }
audit-days = What Teams holds, and what we hold
audit-days-explained = Every day, each post and reply in Teams is compared with our record, one by one.
audit-no-days = No day has been compared with Teams yet.
audit-day = { $day }: { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
} and { $replies ->
    [one] { $replies } reply
   *[other] { $replies } replies
} in Teams
audit-day-all = All of them are on our record.
audit-day-missing = { $count ->
    [one] One of them is not on our record.
   *[other] { $count } of them are not on our record.
}
audit-day-received = { $owed ->
    [one] Acknowledged by a person: { $received } of the { $owed } post that needs it.
   *[other] Acknowledged by a person: { $received } of the { $owed } posts that need it.
}
audit-day-late = Told late by Teams: { $count }
audit-day-mended = Never told by Teams, and found through Graph: { $count }
audit-day-gone = On our record, but no longer in Teams: { $count }
amiss-no-consent = The team’s consent is missing, so no posts reach us.
amiss-no-consent-do = Please ask an owner of the team to add the app to the team again.
amiss-missing = { $count ->
    [one] One message is in Teams but not on our record.
   *[other] { $count } messages are in Teams but not on our record.
}
amiss-missing-do = It is tried again every day. If they are still missing tomorrow, please ask whoever runs the bot to run “python app.py reconcile” and look into the log.
amiss-unread = Our record has not been compared with Teams yet.
amiss-unread-do = Graph does not seem to be connected. Please ask whoever runs the bot to run “python app.py check”.
amiss-uncounted = { $count ->
    [one] One channel has not been compared with Teams for yesterday yet.
   *[other] { $count } channels have not been compared with Teams for yesterday yet.
}
amiss-uncounted-do = This is done at night. If it is still so after noon, please ask whoever runs the bot to run “python app.py check”.
amiss-gone = { $count ->
    [one] One message is on our record but no longer in Teams.
   *[other] { $count } messages are on our record but no longer in Teams.
}
amiss-gone-do = A retention policy of Teams may have removed them. If you know of none, please ask your Teams administrators.
amiss-late = { $count ->
    [one] One post is past the hoped-for time.
   *[other] { $count } posts are past the hoped-for time.
}
amiss-late-do = Send “queue” to see them, the late ones first, and ask somebody who has a moment.
amiss-undelivered = { $count ->
    [one] Teams refused one delivery for good.
   *[other] Teams refused { $count } deliveries for good.
}
amiss-undelivered-do = Please ask whoever runs the bot to look into the log, which says why.
amiss-uncertain = { $count ->
    [one] Nobody knows whether one delivery arrived.
   *[other] Nobody knows whether { $count } deliveries arrived.
}
amiss-uncertain-do = They are not sent again, so that nothing arrives twice. Please ask whoever runs the bot to look into the log.
amiss-unreacted = { $count ->
    [one] One post still waits for the reaction that says “it arrived”.
   *[other] { $count } posts still wait for the reaction that says “it arrived”.
}
amiss-unreacted-do = It usually comes at once. If it does not come for a while, please ask whoever runs the bot to run “python app.py check”.
amiss-unreached = { $count ->
    [one] One reminder did not arrive, and the next person was asked.
   *[other] { $count } reminders did not arrive, and the next person was asked.
}
amiss-unreached-do = Please ask the people concerned whether they blocked or removed the Aizuchi app.
amiss-mended = { $count ->
    [one] Teams never told us of one message, and we found it through Graph.
   *[other] Teams never told us of { $count } messages, and we found them through Graph.
}
amiss-mended-do = They are on record now. If it goes on, please ask whoever runs the bot to run “python app.py check”.
refused-audit-not-for-you = I show this to the PMO and the lead. Send “stats” to see the community in figures.
refused-audit-in-private = I show this in our private chat. Please send “audit” to me there.
