# The card of one post.

# Headings: why this card came (asks) and what is awaited (owed).
heading-owner-receipt = A post on your theme has no reply yet. Could you take a look?
heading-owner-answer = A post on your theme is waiting for an answer. Could you take a look?
heading-owner-promise = The promised day has come. Could you follow up?
heading-pmo-receipt = A post has no reply yet. Could you take a look?
heading-pmo-answer = A post is waiting for an answer. Could you take a look?
heading-pmo-promise = The promised day has come for a post. Could you check on it?
heading-lead-receipt = A post has no reply yet. Could you lend a hand?
heading-lead-answer = This one may be hard to answer. Could you lend a hand?
heading-lead-promise = The promised day has passed for a post. Could you lend a hand?
heading-mine-receipt = You have taken this post. Could you send a first word?
heading-mine-answer = You have taken this post. Could you answer it soon?
heading-mine-promise = The promised day has come. Could you follow up?
heading-advisor-receipt = A post on a theme you know well has no reply yet. Could you lend a hand?
heading-advisor-answer = A post on a theme you know well is waiting for an answer. Could you lend a hand?
heading-advisor-promise = The promised day has passed for a post on a theme you know well. Could you lend a hand?
heading-everyone-receipt = Those in charge are all away. Could anyone take a look at a post with no reply yet?
heading-everyone-answer = Those in charge are all away. Could anyone take a look at a post that is waiting for an answer?
heading-everyone-promise = Those in charge are all away. Could anyone check on a post whose promised day has come?
heading-promise-soon = Your promised day is near. Could you follow up?
heading-passed = Could you see this promise through?
heading-holding = We noted your reply as a promise. Was it already the answer?
heading-handed = Could you take this post?
heading-declined = They cannot take it this time
heading-split = Another question in the same thread. Could you take it?
heading-asked = Could you lend a hand with this post?
heading-excused = They cannot lend a hand this time
heading-peer = A reply may be the answer. Could you take a look?
heading-open-receipt = A post with no reply yet
heading-open-answer = A post waiting for an answer
heading-open-promise = A post with a promised answer
heading-waiting = A post waiting for a reply
heading-claimed = A post that someone has taken
heading-promised = A post with a promised answer
heading-answered = An answered post
heading-settled = A closed post
heading-withdrawn = A deleted post

# The line in the notification.
summary-owner = Could you take a look at { $name }’s post?
summary-pmo = Could you take a look at { $name }’s post?
summary-lead = Could you lend a hand with { $name }’s post?
summary-advisor = Could you lend a hand with { $name }’s post?
summary-everyone = Could anyone take a look at { $name }’s post?
summary-promise = Your promise to { $name } is due soon
summary-passed = Could you see a promise to { $name } through?
summary-holding = We noted your reply to { $name } as a promise
summary-handed = Could you take { $name }’s post?
summary-declined = They cannot take { $name }’s post this time
summary-split = Could you take a look at another question by { $name }?
summary-asked = Could you lend a hand with { $name }’s post?
summary-excused = They cannot lend a hand with { $name }’s post this time
summary-open = { $name }’s post

# About the post.
post-author = Posted by { $name }
post-author-newcomer = Posted by { $name }, who is new here
post-part = Question { $part } in the same thread.
post-theme = Theme: { $theme }
post-posted = Posted on { $posted }.
post-due = A reply is hoped for by { $due }.
post-due-late = A reply was hoped for by { $due }.
post-text-none = This post has no text. Please open it in Teams.
post-text-withdrawn = This post was deleted. There is nothing left to do.

# Who asks for it, or who cannot take it.
by-handed = { $name } asks you. If you cannot, you may decline without a reason.
by-asked = { $name } would be glad of your help.
by-excused = { $name } cannot lend a hand this time.
asked-word = “{ $text }”
asked-explained = A word from you in the thread is all we hope for. If you cannot, you may say so without a reason. Who takes care of this post stays the same.
by-declined = { $name } cannot take it this time.
by-split = { $name } split this question off and asks you.

# What has happened so far.
done-received = { $name } acknowledged it.
done-claimed = { $name } is taking care of it.
done-claimed-mine = You are taking care of it.
done-promised = { $name } promised an answer by { $until }.
done-promised-mine = You promised an answer by { $until }.
done-promised-undated = { $name } promised an answer.
done-answered = { $name } answered it.
done-settled = { $name } closed it without a reply. Reason: { $reason }
done-settled-words = { $name } closed it without a reply. Reason: { $reason } ({ $words })
done-settled-no-reason = { $name } closed it without a reply.
looking = { $name } has had it open, too, since { $since }.
looking-writes = { $name } has been writing an answer since { $since }.
holding-explained = The button with a day posts in the thread, in your name, that you will answer by that day.
peer-said = { $name } replied: { $text }
done-asked = { $name } has been asked for help.
peer-replied = { $name } has replied. Does that settle it?
done-split = { $count ->
    [one] { $count } question was split off from here.
   *[other] { $count } questions were split off from here.
}

# Buttons.
button-claim = I’ll take it
button-receive = I’ve read it
button-release = Hand it back
button-promise = Promise a day
button-promise-again = Change the day
button-promise-proposed = Promise { $until }
button-still_owed = It still needs an answer
button-settle = Close without a reply
button-reopen = Open it again
button-answer = That was the answer
button-confirm = This reply is the answer
button-thank = Thank them
button-hand_over = Ask someone by name
button-ask = Ask an advisor
button-not_this_time = Not this time
button-decline = Decline
button-split = Split off a second question
button-write_answer = Answer from here
button-undo = Undo
button-like = 👍 Like
button-like-explained = Likes this post in your own name.
button-like-there = Opens the post in Teams, where you can like it.
button-sign-in = Sign in
sign-in-like = Please sign in once, so that the like is in your own name. You can also open the post in Teams and like it there.
button-more = More
button-open = Open in Teams
button-reply = Reply in Teams

# What “Undo” is.
undo-explained = For one minute you can undo what you just did.

# The fields of a promise.
promise-explained = The day you promise is posted in the thread in your name.
promise-until = When will you reply by?
promise-until-missing = Please choose a day from today on.
promise-day-today = By the end of today: { $day }
promise-day-tomorrow = Tomorrow: { $day }
promise-day-next = The next working day: { $day }
promise-day-second = In two working days: { $day }
promise-day-week_end = The end of this working week: { $day }
promise-day-week = In about a week: { $day }
promise-another = Or another day (if you fill this in, this day is used)
promise-word = Add a word (optional)
promise-word-again = A word for the author (needed when a promised day changes)
promise-word-missing = Please tell the author in a word why the day changes.
promise-word-example = For example: I am checking with the team in charge.
promise-send = Promise this day

# The fields of an answer.
answer-text = Your answer (if you can, a reply of your own in Teams is even better)
answer-text-newcomer = Your answer, after the word of welcome (a reply of your own in Teams is even better)
answer-welcome = Welcome, { $name }! It is good to have you here.
answer-explained = It is posted in the thread in your name.
answer-send = Post this answer
answer-close = Stop writing
answer-not-sent = What you wrote has not been sent. You can copy it into a reply in Teams.

# The field of thanks.
thank-text = A word of thanks to the person who answered
thank-text-missing = Please write a word of thanks.
thank-example = For example: { $name }, that helped a lot. Thank you!
thank-send = Post these thanks

# The field of asking someone by name.
hand-over-to = Whom would you like to ask?
hand-over-to-missing = Please choose whom to ask.
hand-over-explained = It becomes theirs, and they are told in their private chat.
hand-over-send = Ask this person

# The fields of splitting off a second question.
split-asked = The other question, in short (up to 300 characters)
split-asked-missing = Please write in a few words what the question is.
split-to = Whom would you like to ask?
split-to-missing = Please choose whom to ask.
split-explained = Nothing is posted in the thread. This post stays as it is.
split-send = Split it off

# The fields of asking an advisor.
ask-whom = Whom would you like to ask?
ask-word = A word for the advisor (optional)
ask-explained = We ask them in their private chat. Who takes care of this post stays the same.
ask-send = Ask this advisor

# The fields of closing.
settle-explained = The author is not notified.
settle-reason = Reason for closing
settle-reason-missing = Please choose one reason.
settle-words = In your own words (please add a few if you chose “Something else”)
settle-send = Close it
reason-no_answer_needed = No answer needed, such as an announcement
reason-answered_elsewhere = Answered somewhere else
reason-duplicate = Same as another post
reason-off_topic = Not a subject of this community
reason-other = Something else

# What each status is called.
status-waiting = Waiting for a reply
status-claimed = Being taken care of
status-promised = Answer promised
status-answered = Answered
status-settled = Closed without a reply
status-lapsed = Unanswered before Aizuchi came
status-withdrawn = Deleted

# Stands for a name that we do not know.
name-unknown = a member

# What opens from a message's menu.
dialog-title = Aizuchi
dialog-known = This message is being followed up already
dialog-opened = Noted as needing an answer
dialog-answered = Recorded as the answer
point-author = Written by { $name }
point-follow_up = Does this message need an answer?
point-follow_up-explained = Nothing is posted in the thread. The person you ask gets a card in their private chat.
point-follow_up-send = Follow up
point-answer = Was this the answer?
point-answer-explained = Nothing is posted in the thread. It is recorded as an answer by the person who wrote it.
point-answer-send = This was the answer
point-owner = Whom would you like to ask?
point-owner-missing = Please choose whom to ask.
point-question = Which question did it answer?
point-question-missing = Please choose one question.
point-question-no-text = A question without text
