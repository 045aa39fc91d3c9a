# The posts that wait for a reply.
queue-heading = { $total ->
    [one] { $total } post is waiting for a reply
   *[other] { $total } posts are waiting for a reply
}
queue-late = { $late ->
    [one] { $late } of them is past the hoped-for time.
   *[other] { $late } of them are past the hoped-for time.
}
queue-empty = No post is waiting for a reply right now. Thanks to all of you!
queue-more = { $count ->
    [one] { $count } more is waiting. It shows up as you work from the top.
   *[other] { $count } more are waiting. They show up as you work from the top.
}
queue-owed-receipt = No reply yet, { $age } after the post.
queue-owed-answer = Waiting for an answer, { $age } after the post.
queue-owed-promise = Waiting for the promised answer, { $age } after the post.
queue-owed-nothing = { $age } since the post.
queue-due = Hoped for by { $due }.
queue-due-late = Was hoped for by { $due }.
queue-holder = In the hands of { $name }
queue-holder-mine = In your hands
button-show = Show
button-show-of = Show { $name }’s post
button-open-of = Open { $name }’s post in Teams
