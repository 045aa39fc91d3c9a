# What came of holding yesterday's posts and replies against Teams.
yesterday-whole = { $posts ->
    [0] There were no posts yesterday.
    [one] There was { $posts } post yesterday; it arrived, and so did all replies. { $owed ->
        [0] It did not need to be acknowledged.
       *[other] Acknowledged by a person: { $received } of { $owed }.
    }
   *[other] There were { $posts } posts yesterday; all of them arrived, and so did all replies. { $owed ->
        [0] None needed to be acknowledged.
       *[other] Acknowledged by a person: { $received } of the { $owed } that need it.
    }
}
yesterday-missing = { $posts ->
    [one] There was { $posts } post yesterday.
   *[other] There were { $posts } posts yesterday.
} { $missing ->
    [one] { $missing } message has not reached us yet. Please tell whoever runs the bot.
   *[other] { $missing } messages have not reached us yet. Please tell whoever runs the bot.
} { $owed ->
    [0] None needed to be acknowledged.
   *[other] Acknowledged by a person: { $received } of the { $owed } that need it.
}
yesterday-found = { $found ->
    [one] { $found } message that Teams did not tell us of was found and added. If this goes on, please ask an owner of the team to add the app again.
   *[other] { $found } messages that Teams did not tell us of were found and added. If this goes on, please ask an owner of the team to add the app again.
}
