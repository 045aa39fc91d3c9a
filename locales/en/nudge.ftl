# One card a person, with all posts that wait for them.
nudge-heading = { $count ->
    [one] { $count } post is waiting for a reply. Could you take a look?
   *[other] { $count } posts are waiting for a reply. Could you take a look?
}
nudge-heading-morning = { $count ->
    [one] Good morning. There is { $count } post for you today
   *[other] Good morning. There are { $count } posts for you today
}
nudge-heading-done = All the posts we asked you about are taken care of. Thank you!
nudge-owed-receipt = No reply yet.
nudge-owed-answer = Waiting for an answer.
nudge-owed-promise = Waiting for the promised answer.
nudge-more = { $count ->
    [one] There is { $count } more. The queue shows them all.
   *[other] There are { $count } more. The queue shows them all.
}
nudge-lead = One of these may be hard to answer. Could you lend a hand?
nudge-everyone = Those in charge are all away, so this goes to everyone. Whoever has a moment would be a great help.
button-nudge-queue = Show the queue
