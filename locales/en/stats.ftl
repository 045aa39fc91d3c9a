# The community's figures.
stats-heading = The community in figures
stats-of-season = { $community } { $season }
stats-of-community = { $community }
stats-none-yet = There are no posts yet. Let’s look forward to the first one.
stats-told = Of { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
} by members, { $answered ->
    [one] { $answered } has been answered.
   *[other] { $answered } have been answered.
}
stats-told-none = { $posts ->
    [one] { $posts } post by a member has arrived. The first answer is still to come.
   *[other] { $posts } posts by members have arrived. The first answer is still to come.
}
stats-posts = Posts
stats-posters = People who posted
stats-newcomers = People who posted for the first time
stats-received = Acknowledged
stats-late = Waiting past the hoped-for time
stats-promises-kept = Answers by the promised day
stats-promises-late = Answers after the promised day
stats-median-to-receipt = Time to acknowledge (median)
stats-median-to-answer = Time to answer (median)
stats-posts-count = { $count }
stats-people-count = { $count }
stats-share = { $count } ({ $percent }%)
stats-not-yet = not yet
stats-fates = What became of the posts
stats-legend-answered = Answered: { $count }
stats-legend-promised = Answer promised: { $count }
stats-legend-waiting = Waiting for a reply: { $count }
stats-legend-settled = Closed without a reply: { $count }
stats-legend-lapsed = Unanswered before Aizuchi came: { $count }
stats-explained = Times are counted in working time.
stats-length = { $length }
stats-of-theme = { $community } { $season }: { $theme }
stats-section-posts = Posts and people
stats-section-answers = Acknowledged and answered
stats-section-times = How long it took
stats-per-day = Posts a day
stats-per-day-count = { $count }
stats-returning = People who came back from an earlier season
stats-newcomers-again = Of these, posted again within 30 days
stats-people-share = { $count } ({ $percent }%)
stats-by-peers = Answered by other members
stats-by-executives = Replies and reactions by executives
stats-times-count = { $count }
stats-reopened = Opened again after an answer
stats-p90-to-receipt = Time to acknowledge (9 in 10 within)
stats-p90-to-answer = Time to answer (9 in 10 within)
stats-newcomers-median = Time to acknowledge a first post (median)
stats-newcomers-p90 = Time to acknowledge a first post (9 in 10 within)
stats-oldest = The longest wait just now
stats-nothing-waits = nobody is waiting
stats-weeks = Week by week
stats-week = Week of { $monday }
stats-week-told = { $posts } posted, { $answered } answered
stats-months = People who took part, by month
stats-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
stats-usage = { $count } ({ $percent }% of the { $target } hoped for)
stats-gap = Is it the same for everyone?
stats-gap-explained = Groups of fewer than five people are not shown.
stats-side = { $side } ({ $people ->
    [one] { $people } person
   *[other] { $people } people
}): { $received }% acknowledged, median { $receipt }; { $answered }% answered, median { $answer }
stats-side-first = First posts
stats-side-others = Later posts
stats-side-elsewhere = Other regions
stats-side-unknown = Department not known
stats-spread-received = Acknowledged: “{ $side }” is { $points ->
    [one] { $points } point
   *[other] { $points } points
} below the whole.
stats-spread-answered = Answered: “{ $side }” is { $points ->
    [one] { $points } point
   *[other] { $points } points
} below the whole.
stats-spread-receipt = Median time to acknowledge: “{ $side }” waits { $length } longer than the whole.
stats-spread-answer = Median time to answer: “{ $side }” waits { $length } longer than the whole.
stats-layers = The three layers of learning
stats-layer-basic = Basic (for everyone): { $reached } of { $members } ({ $percent }%)
stats-layer-applied = Applied (for those who carry it into their department): { $reached } of { $members } ({ $percent }%)
stats-layer-expert = Expert (for those who run it): { $reached } of { $members } ({ $percent }%)
stats-layer-department = { $department }: { $reached } of { $members } ({ $percent }%)
stats-layer-team = The whole team
stats-layers-explained = Who posted, replied or tried something in a theme or a prompt of that layer. Departments of fewer than five people are not shown.
stats-before = The season before
stats-measures = Entered by hand
measure-help_desk_inquiries = Help desk inquiries
measure-satisfaction = Satisfaction
measure-target_members = Members hoped for
measure-licences = Licences
measure-talks = Talks outside the company
measure-press = Articles outside the company
measure-latest = { $value } ({ $month })
measure-latest-against = { $value } ({ $month }; { $baseline } before the season)
measure-baseline-alone = not entered yet ({ $baseline } before the season)
stats-loads = How the PMO shares the work (shown to the PMO alone)
stats-load = { $name }: { $acts ->
    [one] { $acts } act
   *[other] { $acts } acts
} ({ $outside } out of hours), { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}, { $held } in hand
stats-fairness = The largest share is { $times }× an even one.
stats-loads-explained = These figures are there to share the work better, not to compare people.
refused-unknown-theme = That season has no theme called “{ $theme }”. Themes to choose from: { $known }
stats-show = Show everyone
stats-shown = It is being posted in the channel, without how the PMO shares the work.
refused-show-not-for-you = The PMO and the lead can show the figures in the channel. You can see them yourself any time with “stats”.
refused-show-where = It is not clear which channel to show it in. Send “/stats” in that channel, then press again.
measures-enter = Enter figures
measures-what = Which figure?
measures-month = For which month? (for example 2026-10)
measures-value = The figure (leave it empty to remove the one that is there)
measures-table = To enter many at once, paste them here (a line each: month,measure,figure; for a talk or an article: day,measure,title,link)
measures-explained = When a table is pasted, the three fields above are not used.
measures-send = Save
measures-kept = { $count ->
    [one] { $count } figure was saved.
   *[other] { $count } figures were saved.
}
refused-measures-not-for-you = The lead enters these figures. If that is you, send “stats” in your private chat with the bot.
refused-measure = There is no measure called “{ $measure }”. Measures to choose from: { $known }
refused-measure-month = “{ $month }” could not be read as a month. Please write it like 2026-10, from { $first } to { $last }.
refused-measure-value = “{ $value }” could not be read as a figure. Please write a number of 0 or more.
refused-measure-whole = “{ $value }” is not a whole number. Please write the number of people without decimals.
refused-measure-line = Line { $line } of the table could not be read. Please write three things on a line: month,measure,figure
refused-measure-lines = Up to { $limit } lines can be pasted at once. Please enter them in parts.
refused-measure-nothing = There was no figure in the table. Please write three things on a line: month,measure,figure
stats-attempts = What people tried
stats-attempts-all = Written down
stats-attempts-people = People who tried
stats-attempts-count = { $count }
stats-attempts-before = The season before: { $count }, by { $people ->
    [one] { $people } person
   *[other] { $people } people
}.
stats-attempts-by-theme = By theme
stats-attempts-by-department = By department
stats-attempts-side = { $side } ({ $people ->
    [one] { $people } person
   *[other] { $people } people
}): { $count } tried. It worked: { $worked }, some of it: { $partly }, not this time: { $not_this_time }
stats-side-no-theme = Of no theme
stats-hours = Hours saved in a month
stats-hours-told = { $hours } h (as { $people ->
    [one] { $people } person
   *[other] { $people } people
} wrote)
stats-hours-explained = Hours saved are the sum of what people wrote themselves, and nothing else.
stats-mentions = Talks and articles
stats-mentions-more = And { $count } more.
mention-talks = { $day }: talk “{ $title }”
mention-press = { $day }: article “{ $title }”
mention-note = Note a talk or an article
mention-kind = A talk, or an article?
mention-day = When was it?
mention-title = Title
mention-link = Link, if there is one
mention-remove = To remove one, choose it here
mention-remove-none = Remove none
mention-kept = The talk or article is noted.
mention-removed = It is removed.
refused-mention-kind = “{ $measure }” cannot be used on a line with a day. Measures to choose from: { $known }
refused-mention-day = “{ $day }” could not be read as a day. Please choose one from { $first } to { $last }, or write it like 2026-10-14.
refused-mention-title = Please write a title of up to { $limit } characters.
refused-mention-link = “{ $link }” could not be read as a link. Please write one that begins with https://, or leave it empty.
