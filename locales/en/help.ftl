# What one can ask for, and the first words.
help-heading = What I can do
help-participant = Aizuchi looks after your posts, so that each one gets a reply from a person.
help-responder = Aizuchi looks after posts that wait for a reply and quietly lets you know.
help-how = Send me one of these words in this chat. Those used most can be chosen with “/” in a channel, too.
help-several = You are in several communities. Add the name of the one you mean, as in “queue { $name }”.
help-command = { $command } ({ $japanese })
help-unknown = I did not understand “{ $words }”.
help-meant = Did you mean “{ $command }” ({ $japanese })?
command-help = Shows this guide.
command-queue = Shows the posts that wait for a reply.
command-stats = Shows the community in figures. Add the name of a season, of a theme, or both, to see that alone.
command-language = Changes the language I use. Send “language ja” for Japanese or “language en” for English.
command-away = While you are away, no reminders come and others are asked: “away until 12/10”.
command-quiet = No reminders for a while: “quiet until 15:00”.
command-back = Ends “away” and “quiet”; reminders are on again.
command-morning = Turns the morning card on or off: “morning on”, “morning off”.
language-set = { $language ->
    [en] I will speak English from now on.
   *[ja] I will speak Japanese from now on.
}
language-unknown = I speak Japanese (ja) and English (en). Please send, for example, “language en”.
welcome-private = Hello, I am Aizuchi. I quietly let the right people know when a post in the community has no reply yet, so that each post gets an answer from a person. I read only the posts, replies and reactions in the channels I look after, and no other chats. Send “help” to see what I can do.
welcome-team = Hello, I am Aizuchi. I read the posts, replies and reactions in this team’s channels, so that each post gets a reply from a person. When I react to your post, it means that it has arrived.
