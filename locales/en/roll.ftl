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
roll-nobody-missing = Held against the ledger: nobody is missing.
roll-missing = { $count ->
    [one] One person is in the ledger and not on this roll. Please do not use it yet, and tell the PMO.
   *[other] { $count } people are in the ledger and not on this roll. Please do not use it yet, and tell the PMO.
}
roll-made = Made on { $at }.
roll-preview = A preview while the season goes on, as of { $at }. More names will come.
roll-thanks = Thank you.
roll-page-of = { $page } / { $pages }
roll-play = Roll
roll-pause = Pause
roll-again = From the start
roll-slower = Slower
roll-faster = Faster
roll-controls = Controls of the roll
roll-column-name = Name
roll-column-reading = Reading
roll-way-posted = Posted
roll-way-answered = Replied or answered
roll-way-advised = Advised
refused-roll-reading = Please write how the name is read in kana or Latin letters, like うえだ はな; up to { $limit } characters.
refused-roll-name = Please write a name of up to { $limit } ordinary characters.
