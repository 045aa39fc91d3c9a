# “me”: one's own record, to take along; what is kept; being forgotten.
command-me = Shows you your own record, and nobody else: posts, replies, attempts and the praise you got, season by season, to take along.
record-heading = Your record
record-of = What { $name } did here
record-since = First post: { $day } { $year }
record-days = { $starts } { $from_year } to { $ends } { $to_year }
record-no-season = Outside of every season
record-posts = { $count ->
    [one] 1 post
   *[other] { $count } posts
}
record-replies = { $count ->
    [one] 1 reply to others
   *[other] { $count } replies to others
}
record-answers = { $count ->
    [one] 1 reply that was the answer
   *[other] { $count } replies that were the answer
}
record-attempts = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
}
record-months = { $count ->
    [one] active in 1 month
   *[other] active in { $count } months
}
record-themes = Themes: { $themes }
record-heading-attempts = Attempts
record-heading-praises = Praise
record-heading-answers = Replies that were the answer
record-heading-posts = Posts
record-praised-by = (from { $name })
record-on = { $day } { $year }
record-praised-by-on = From { $name }, { $day } { $year }
record-words-gone = (the words are too old to be kept)
record-empty = There is nothing here yet. Your posts and replies will be. You are welcome any time.
record-alone = Only you see this record. It is compared with nobody’s.
record-as-of = As of { $at } ({ $year }).
record-take = Take this season along
record-take-all = Take all seasons along
record-turn = Show { $season }
record-back = Back to the record
record-kept = What is kept about me
record-forget = I want to be forgotten
record-take-heading = Take your record along
record-pages-explained = Your browser’s “Print” makes a PDF of a page. The links work for 30 minutes. Anybody who has one can open it, so please do not pass them on.
record-copy = Text to copy (Markdown)
record-copy-cut = This is only the beginning, since it is long. The file has all of it.
record-page-ja = Page to print (Japanese)
record-page-en = Page to print (English)
record-file = Markdown file
refused-record-season = There is no season “{ $season }”. “me” alone shows your current record. Seasons to choose from: { $known }
kept-heading = What is kept about you
kept-explained = What Aizuchi keeps about you, as a page and as a file. The links work for 30 minutes. Please do not pass them on.
kept-no-pages = It cannot be handed to you here at the moment. Please ask whoever runs the bot to run “python app.py disclose”.
kept-page = See it as a page
kept-file = Get it as a file (JSON)
kept-title = What is kept about { $name }
kept-intro = What Aizuchi’s database holds about you for { $community }, as of { $at }. The ids of others are left out.
kept-others = Your name in what others wrote, cards for others, and the community file as a whole are not here. Whoever runs the bot can hand you everything with “python app.py disclose”.
kept-at = { $at } ({ $year })
kept-count = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
forget-heading = If you want to be forgotten
forget-goes = What goes: your name, the text of your posts and replies, the words of attempts and praise, your Teams id, your language and time zone, and what is kept of this chat.
forget-stays = What stays: only that there were posts and replies, and when. Nobody can tell whose they were. The community’s figures do not change.
forget-first = Your posts in Teams stay there. If you want them gone, delete them in Teams first. If you want to take your record along, do that first, too.
forget-for-good = It cannot be undone. If you post or press anything afterwards, a new record begins, as if you were new here.
forget-yes = Forget me
forget-named = The community file of { $communities } names you. Please ask whoever runs the bot to take you out of it first. Then you can do it here.
forget-done = You are forgotten. Thank you for having been here. You can delete the cards from this chat.
