# The community's figures.
stats-heading = The community in figures
stats-of-season = { $community } { $season }
stats-of-community = { $community }
stats-none-yet = There are no posts yet. Let’s look forward to the first one.
stats-told = { $posts ->
    [one] Of { $posts } post by members, { $answered } has been answered.
   *[other] Of { $posts } posts by members, { $answered } have been answered.
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
stats-explained = Times are counted in working time.
stats-length = { $length }
