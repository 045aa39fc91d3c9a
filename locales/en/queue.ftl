# The posts that wait for a reply.
queue-heading-all = { $total ->
    [one] { $total } post is waiting for a reply
   *[other] { $total } posts are waiting for a reply
}
queue-heading-mine = { $total ->
    [one] { $total } post of yours is waiting for a reply
   *[other] { $total } posts of yours are waiting for a reply
}
queue-heading-theme = { $total ->
    [one] { $total } post on this theme is waiting for a reply
   *[other] { $total } posts on this theme are waiting for a reply
}
queue-late = { $late ->
    [one] { $late } of them is past the hoped-for time.
   *[other] { $late } of them are past the hoped-for time.
}
queue-empty = No post is waiting for a reply right now. Thanks to all of you!
queue-empty-here = No post is waiting for a reply here. Thank you!
queue-page = Page { $page } of { $pages }.
queue-themes = Theme to show
queue-theme = { $theme } ({ $count })
button-queue-anew = Refresh
button-queue-next = Next page
button-queue-before = Previous page
button-queue-mine = Mine ({ $count })
button-queue-all = All ({ $count })
button-queue-themes = Choose a theme
button-queue-theme = Show this theme
queue-owed-receipt = No reply yet, { $age } after the post.
queue-owed-answer = Waiting for an answer, { $age } after the post.
queue-owed-promise = Waiting for the promised answer, { $age } after the post.
queue-owed-nothing = { $age } since the post.
queue-due = Hoped for by { $due }.
queue-due-late = Was hoped for by { $due }.
queue-promised = An answer is promised by { $due }.
queue-promised-late = The answer promised by { $due } is late.
queue-age-explained = Times after the post are counted in working hours.
queue-owner = { $name } is asked first
queue-owner-mine = You are asked first
queue-holder = Taken by { $name }
queue-holder-mine = Taken by you
button-show = Show
button-show-of = Show { $name }’s post
button-open-of = Open { $name }’s post in Teams
