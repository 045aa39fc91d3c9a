# The app package: what Teams' store and menus show.
app-name = Aizuchi
app-full-name = Aizuchi
app-short = Sees to it that each post in your community gets a reply from a person.
app-full = Aizuchi sees to it that no post in a Teams community goes without a person’s answer. When a post arrives, it reacts to say “it arrived”. If nobody has answered after a while, it tells those who look after answers, in private and in their working hours. Only people’s replies count. It never hurries those who post, and never ranks people. It reads the posts, replies and reactions of the channels it looks after, and no other chats.
app-action-follow_up = Follow up
app-action-follow_up-explained = Asks someone to answer this post or reply.
app-action-answer = This was the answer
app-action-answer-explained = Records this reply as the answer.
