# What members tried. A try that did not work is an experience, not a failure.
command-challenge = Write down what you tried. Whether or not it worked, it is an experience worth having.
attempt-new-heading = Write down what you tried
attempt-edit-heading = Change what you wrote
attempt-remove-heading = Remove this one?
attempts-heading = What you tried
attempts-of-season = What you tried so far: { $count }
attempts-none = You have not written anything down yet. Small things are welcome, any time.
attempts-none-then = You wrote nothing down in this season.
attempts-page = Page { $page } of { $pages }
attempt-intro = What worked and what did not: whatever you tried is an experience. A line is enough.
attempt-tried = What I tried
attempt-tried-example = For example: I asked Copilot for a summary of a meeting
attempt-theme = Theme
attempt-theme-none = None of these
attempt-came = How did it go?
attempt-came-worked = It worked
attempt-came-partly = Some of it worked
attempt-came-not_this_time = Not this time
attempt-told-worked = It worked.
attempt-told-partly = Some of it worked.
attempt-told-not_this_time = Not this time. That is an experience, too.
attempt-learned = What I learned (if you like)
attempt-learned-example = For example: it helps to say first who took part
attempt-learned-told = Learned: { $learned }
attempt-hours = Add how much time it takes
attempt-hours-explained = Only if you like. Once all four are filled in, they are added to everybody’s total, as hours a month. If it takes longer now, please write that as it is.
attempt-minutes-before = How many minutes did it take before, each time?
attempt-minutes-after = How many minutes does it take now, each time?
attempt-times-a-month = How many times a month does each person do it?
attempt-people = How many people do it?
attempt-minutes-told = Time it takes: from { $before } to { $after ->
    [one] { $after } minute
   *[other] { $after } minutes
}
attempt-before-told = Time it took before: { $before ->
    [one] { $before } minute
   *[other] { $before } minutes
}
attempt-after-told = Time it takes now: { $after ->
    [one] { $after } minute
   *[other] { $after } minutes
}
attempt-times-told = Times a month, each: { $times }
attempt-people-told = People who do it: { $people }
attempt-written-at = Written on { $at }
attempt-posted-yes = Posted to the channel as well.
attempt-posted-coming = It will be in the channel, too, in a moment.
attempt-posted-unsure = We could not tell whether it reached the channel. If you do not see it there, press “{ attempt-edit }” to post it again.
attempt-post = Share it
attempt-post-tick = Post it to the channel, too (the bot posts it in your name)
attempt-post-elsewhere = To share it with everybody, send “/challenge” in the channel.
attempt-keep = Write it down
attempt-edit = Change
attempt-edit-of = Change what you wrote on { $at }
attempt-remove = Remove
attempt-remove-of = Remove what you wrote on { $at }
attempt-remove-yes = Yes, remove it
attempt-remove-explained = It cannot be brought back.
attempt-remove-posted = The post in the channel goes as well. It cannot be brought back.
attempt-leave = Back to the list
attempt-another = Write a new one
attempts-earlier = Earlier ones
attempts-later = Later ones
attempts-turn = Show what I tried in { $season }
attempt-kept-worked = Written down. Great that it worked!
attempt-kept-partly = Written down. What worked and what did not will both help next time.
attempt-kept-not_this_time = Written down. What you found out helps whoever tries the same. Thank you!
attempt-removed = Removed. When you try something again, do write it down.
attempt-shared = Something tried
attempt-of = What { $name } tried
attempt-shared-explained = Posted by the bot in their name, as they wished. Questions and cheers are welcome in this thread.
refused-attempt-no-season = No season is on just now, so this cannot be written down. Posts in the channel are always welcome.
refused-attempt-season = There is no season “{ $season }”. “challenge” alone shows the form, and what you tried so far. Seasons to choose from: { $known }
refused-attempt-nothing = Please say in a line what you tried.
refused-attempt-long = A field holds { $limit } characters at most. Please make it a little shorter.
refused-attempt-came = Please choose one of the three for how it went. If it did not work, that is quite all right.
refused-attempt-theme = The theme you chose is not one of this season. Please choose again.
refused-attempt-minutes = “{ $value }” could not be read as minutes. Please write a whole number from { $least } to { $most }, or leave it empty.
refused-attempt-times = “{ $value }” could not be read as a number of times. Please write a whole number from { $least } to { $most }, or leave it empty.
refused-attempt-people = “{ $value }” could not be read as a number of people. Please write a whole number from { $least } to { $most }, or leave it empty.
refused-attempt-where = It is not clear from here in which channel to post it. Please send “/challenge” in that channel.
refused-attempt-gone = This could not be found. Send “challenge” to see what there is now.
refused-attempt-changed = You changed this on another card meanwhile. Here it is as it stands; please change it from here.
