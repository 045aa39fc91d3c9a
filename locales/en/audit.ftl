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
audit-claimed = In somebody’s hands: { $count }
audit-promised = Promised by a day: { $count }
audit-answered = Answered: { $count }
audit-settled = Closed without a reply: { $count }
audit-withdrawn = Taken back by their authors: { $count }
audit-lapsed = From before Aizuchi, without an answer then: { $count }
audit-beside = Asking for nothing (by the PMO or another bot): { $count }
audit-days = What Teams holds, and what we hold
audit-days-explained = Every day, each post and reply in Teams is held against our record, one by one.
audit-no-days = No day has been held against Teams yet.
audit-day = { $day }: { $posts } posts and { $replies } replies in Teams
audit-day-all = All of them are on our record.
audit-day-missing = { $count ->
    [one] One of them is not on our record.
   *[other] { $count } of them are not on our record.
}
audit-day-received = Of { $owed } posts that ask for it, people have received { $received }.
audit-day-late = Told late by Teams: { $count }
audit-day-mended = Never told by Teams, and found through Graph: { $count }
audit-day-gone = On our record, and in Teams no more: { $count }
amiss-no-consent = The team’s consent is missing, so no posts reach us.
amiss-no-consent-do = Please ask an owner of the team to add the app to the team again.
amiss-missing = { $count ->
    [one] One message is in Teams and not on our record.
   *[other] { $count } messages are in Teams and not on our record.
}
amiss-missing-do = It is tried again every day. If they are still missing tomorrow, please ask those who run the system for “python app.py reconcile” and a look into the log.
amiss-unread = We have not yet been held against Teams.
amiss-unread-do = Graph does not seem to be connected. Please ask those who run the system for “python app.py check”.
amiss-uncounted = { $count ->
    [one] One channel has not been held against Teams for yesterday.
   *[other] { $count } channels have not been held against Teams for yesterday.
}
amiss-uncounted-do = This is done at night. If it is still so after noon, please ask those who run the system for “python app.py check”.
amiss-gone = { $count ->
    [one] One message is on our record and in Teams no more.
   *[other] { $count } messages are on our record and in Teams no more.
}
amiss-gone-do = A retention policy of Teams, say, removed them. If you know of none, please ask those who look after Teams.
amiss-late = { $count ->
    [one] One post is past the hoped-for time.
   *[other] { $count } posts are past the hoped-for time.
}
amiss-late-do = Send “queue” to see them, the late ones first, and ask somebody who has a hand free.
amiss-undelivered = { $count ->
    [one] Teams refused one delivery for good.
   *[other] Teams refused { $count } deliveries for good.
}
amiss-undelivered-do = Please ask those who run the system to look into the log, which says why.
amiss-uncertain = { $count ->
    [one] Nobody knows whether one delivery arrived.
   *[other] Nobody knows whether { $count } deliveries arrived.
}
amiss-uncertain-do = They are not sent again, lest they come twice. Please ask those who run the system to look into the log.
amiss-unreacted = { $count ->
    [one] One post still waits for the reaction that says “it arrived”.
   *[other] { $count } posts still wait for the reaction that says “it arrived”.
}
amiss-unreacted-do = It usually comes at once. If it does not come for a while, please ask those who run the system for “python app.py check”.
amiss-unreached = { $count ->
    [one] One reminder did not arrive, and the next person was asked.
   *[other] { $count } reminders did not arrive, and the next person was asked.
}
amiss-unreached-do = Please ask the people concerned whether they blocked the Aizuchi app or took it off.
amiss-mended = { $count ->
    [one] Teams never told us of one message, and we found it through Graph.
   *[other] Teams never told us of { $count } messages, and we found them through Graph.
}
amiss-mended-do = They are on record now. If it goes on, please ask those who run the system for “python app.py check”.
refused-audit-not-for-you = I show this to the PMO and the lead. Send “stats” to see the community in figures.
refused-audit-in-private = I show this in our private chat. Please send “audit” to me there.
