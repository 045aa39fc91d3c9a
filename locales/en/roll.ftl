# The closing roll of a season: everybody who took part, by name
roll-title = { $season }: the closing roll
roll-dates = { $starts } – { $ends }
roll-intro = You made this season, all of you together.
roll-order = Names are in the order of their reading. Nobody is ranked.
roll-name-unknown = Somebody whose name we do not know
roll-unnamed = Somebody who prefers not to be named
roll-unnamed-count = { $count ->
    [one] One person who prefers not to be named
   *[other] { $count } people who prefer not to be named
}
roll-gone = Someone who was here
roll-gone-count = { $count ->
    [one] Someone who was here
   *[other] { $count } people who were here
}
roll-everybody = { $count ->
    [one] One person in all.
   *[other] { $count } people in all.
}
roll-nobody-yet = Nobody is here yet. We look forward to the first post.
roll-nobody-missing = Compared with our record: nobody is missing.
roll-missing = { $count ->
    [one] One person is on our record but not on this roll. Please do not use it yet, and tell the PMO.
   *[other] { $count } people are on our record but not on this roll. Please do not use it yet, and tell the PMO.
}
roll-made = Made on { $at }.
roll-preview = A preview while the season goes on, as of { $at }. More names will come.
roll-thanks = Thank you.
roll-page-of = { $page } / { $pages }
roll-play = Play
roll-pause = Pause
roll-again = From the start
roll-slower = Slower
roll-faster = Faster
roll-controls = Controls of the roll
roll-column-name = Name
roll-column-reading = Reading
roll-way-posted = Posted
roll-way-answered = Replied or answered
roll-way-tried = Tried something
roll-way-advised = Advised
roll-way-praised = Praised somebody
roll-way-was_praised = Was praised
roll-attempts = What people tried
roll-attempts-explained = Whether or not it worked, each of these was worth trying.
roll-attempts-beside = { $count ->
    [one] And one more attempt.
   *[other] And { $count } more attempts.
}
roll-attempt-of = { $name }
roll-attempt-of-theme = { $name }: { $theme }
roll-praises = Praise for one another
roll-praise-to = To { $name }
roll-praise-to-by = To { $name }, from { $by }
roll-praises-beside = { $count ->
    [one] And one more word of praise.
   *[other] And { $count } more words of praise.
}
command-roll = Lets you choose how you are named on the closing roll of the season, and opens the roll once it is there.
roll-heading = The closing roll
roll-explained = At the end of the season everybody who took part is named, in the order of reading. Nobody is ranked.
roll-naming = Your name
roll-not-named = You are not named. You are counted among those who prefer not to be.
roll-reading-is = Read as: { $reading }
roll-reading-unknown = We do not know yet how your name is read. Tell us, and it will be in its right place.
roll-of-season = The roll
roll-named-count = { $count ->
    [one] One person by name
   *[other] { $count } people by name
}
roll-still-on = The season still goes on. What you can open now is a preview.
roll-everybody-may = Everybody can open it with “roll”.
roll-comes = Everybody can see it once the lead shows it.
roll-no-pages = Pages cannot be opened here yet. Please ask whoever runs the bot to make the file with “python app.py roll”.
roll-links-last = The links are yours alone, and work for 30 minutes.
roll-make = Make the files
roll-open = Open the roll
roll-link-html = Open the rolling page
roll-link-csv = Table (CSV)
roll-link-pptx = Slides (PowerPoint)
roll-release = Show it to everybody
roll-withdraw = Stop showing it to everybody
roll-released = Everybody can open it with “roll” now. Nothing was posted in the channel.
roll-withdrawn = Only the PMO and the lead can open it now.
roll-naming-change = Choose how you are named
roll-naming-kept = Noted. The next roll will name you like this.
roll-naming-kept-unread = Noted. The next roll will name you like this. The reading that you gave is that of your other name, so it is not shown. If this name is read so too, please write it in another way, for example in katakana.
roll-form-called = Another name (leave it empty for the name you have)
roll-form-reading = How your name is read
roll-form-reading-example = For example: うえだ はな, or Hana Ueda
roll-form-hidden-label = Without a name
roll-form-hidden = Do not name me on the roll (I am counted only)
roll-form-explained = This applies to every season of this community. You can change it at any time.
roll-form-send = Save
refused-roll-in-private = Please send “roll” in your private chat with the bot.
refused-roll-not-yet = This roll is not shown to everybody yet. Once the lead shows it, you can open it here.
refused-roll-not-for-you = It is the lead who shows the roll to everybody. Please ask them.
refused-roll-reading = Please write how the name is read in kana or Latin letters, like うえだ はな; up to { $limit } characters.
refused-roll-name = Please write a name of up to { $limit } ordinary characters.
