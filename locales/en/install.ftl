# The greeting when the bot comes into a team, and how its PMO is chosen.
welcome-heading = Hello, I am Aizuchi
welcome-arrived = Thank you for adding me to “{ $name }”.
welcome-what = I see to it that each post in the community gets an answer from a person. When a post arrives I react to it, to say “it arrived”. If nobody has answered after a while, I tell the PMO, in private and in their working hours.
welcome-reads = What I read, and why
welcome-reads-messages = • Posts, replies and reactions in the channels: to notice posts that wait for an answer.
welcome-reads-channels = • The names of the channels: so that none is overlooked.
welcome-reads-members = • The team’s members and their names: so that nobody who left is written to.
welcome-reads-consent = • The permissions this app was given: to notice when one is gone.
welcome-reads-nothing-else = I read no other teams, no chats and no files.
welcome-who = Who looks after answers
welcome-you-lead = For now, you are the lead of this community.
welcome-led-by = Lead: { $name }
welcome-alone = Until there is a PMO, I also remind you of posts that wait.
welcome-pmo = PMO: { $name }
welcome-settings = { $channels ->
    [0] I look after all channels.
    [one] I look after one channel.
   *[other] I look after { $channels } channels.
} Times are in { $zone }, and in the channel I speak { $speaks ->
    [en] English
   *[ja] Japanese
}. To change that, ask whoever runs the bot about its community file.
welcome-again = To see this again, or to change the PMO, send “setup” in this chat.
pmo-choose = Choose the PMO: the people who look after answers
pmo-search = Search by name
pmo-send = Make them the PMO
pmo-kept = { $count ->
    [one] The PMO is one person now.
   *[other] The PMO is { $count } people now.
} Whoever is new hears of it in a private chat like this one.
pmo-chosen = { $name } chose you for the PMO of “{ $community }”: the people who look after answers. When a post is waiting for one, I tell you here. Send “help” to see what I can do.
refused-pmo-none = That would leave nobody in the PMO. Please choose at least one person.
refused-pmo-many = The PMO can have up to { $most } people. Please choose fewer.
refused-pmo-not-in-team = Somebody you chose is not a member of this team. Please add them to the team first, then choose again.
refused-pmo-by-season = In the current season, “{ $season }”, roles are set per season. Please ask whoever runs the bot to change the community file.
refused-setup-not-for-you = The community’s lead decides this. If you would like a change, please tell them.
command-setup = Shows what the bot reads, and lets the lead choose the PMO.
farewell = I was removed from “{ $community }”, so I have stopped: I read nothing there and remind nobody any more. What I kept is still there; add me again and I go on from it. To have it erased, ask whoever runs the bot to run “python app.py erase”.
