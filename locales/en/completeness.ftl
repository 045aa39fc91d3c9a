# What came of holding yesterday's posts against Teams.
yesterday-whole = Yesterday: { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
}, none missing. Received by a person: { $received } of the { $owed } that ask for it.
yesterday-missing = Yesterday: { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
}, of which { $missing } did not reach us yet. Please tell whoever runs the bot. Received by a person: { $received } of the { $owed } that ask for it.
yesterday-found = { $found ->
    [one] { $found } message that Teams did not tell us of was found and added. If this goes on, please ask an owner of the team to add the app again.
   *[other] { $found } messages that Teams did not tell us of were found and added. If this goes on, please ask an owner of the team to add the app again.
}
