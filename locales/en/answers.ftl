# Replies to buttons and words: when it cannot be done, when it is done, and what is posted in a thread.

refused-not-responder = Only members who look after answers can do this. A reply in the thread is always welcome from anyone.
refused-not-for-guests = The community’s figures are for members of the organisation. Posts and replies are welcome from everybody.
refused-claimed-by-other = { $name } is already taking care of it. If you would like to take over, please ask { $name }.
refused-already-received = { $name } has read it already. If you could answer it, please press “{ button-claim }”.
refused-own-post = This is your own post. Another member will reply to you.
refused-not-yours = { $name } is taking care of this post. To take over, please ask { $name } to press “{ button-release }”.
refused-already-closed = { $status ->
    [answered] This post has already been answered. If there is more to say, press “{ button-reopen }”.
    [withdrawn] This post was deleted. There is nothing left to do.
   *[settled] This post has already been closed. If there is more to say, press “{ button-reopen }”.
}
refused-not-open = You can hand back a post only while you have taken it. A promised day can be changed with “{ button-promise-again }”.
refused-promise-in-past = That day has passed. Please choose a later day.
refused-promise-too-far = { $days ->
    [one] You can promise up to { $days } day ahead. Please choose a nearer day; you can extend it later.
   *[other] You can promise up to { $days } days ahead. Please choose a nearer day; you can extend it later.
}
refused-promise-no-date = Please choose the day you will reply by.
refused-promise-needs-word = The author already knows the day you promised. To change it, please add a word for them.
refused-no-reason = Please choose a reason for closing. With “{ reason-other }”, please add a few words.
refused-unknown-follow-up = This post could not be found. Send “queue” to get the current list.
refused-withdrawn = This post was deleted. There is nothing left to do.
refused-not-closed = This post is still open. Please carry on as it is.
refused-nothing-to-confirm = There is no reply to record as the answer. Please open the thread in Teams and have a look.
refused-no-question = There is no reply to ask about now. A promised day can be changed with “{ button-promise-again }”.
refused-malformed = That did not come through. Please send “queue” and try again on the card that arrives.
refused-no-community = I am not set up for this community yet. Please let its organizers know.
refused-queue-not-for-you = This list is for members who look after answers. Send “stats” to see the community in figures.
refused-unknown-season = There is no season and no theme called “{ $season }”. Send just “stats” to see the current figures. Seasons to choose from: { $known }
refused-nobody-chosen = Please choose whom to ask.
refused-not-to-them = They cannot be asked. Please choose another member who looks after answers.
refused-not-handed = This post was not handed to you, so there is nothing to decline.
refused-not-an-advisor = They cannot be asked. Please choose another advisor from the list.
refused-asked-before = { $name } was asked about this post already. Please wait for their reply, or choose someone else.
refused-not-asked = Nothing is asked of you about this post now. A reply in the thread is always welcome.
refused-no-answer = Please write your answer. You can also reply in Teams yourself.
refused-only-welcome = A welcome alone is no answer yet. Please add your answer after it, however short.
refused-answer-too-long = { $limit ->
    [one] An answer from here can be up to { $limit } character. For a longer one, please reply in Teams.
   *[other] An answer from here can be up to { $limit } characters. For a longer one, please reply in Teams.
}
refused-nothing-to-thank-for = No other member’s reply is recorded as the answer here, so there is nobody to thank from this card. Please open the thread in Teams.
refused-not-yours-to-thank = { $name } recorded the answer, so the thanks here are theirs to write. For a word of your own, please open the thread in Teams.
refused-already-thanked = The thanks for this answer are posted already. To add to them, please open the thread in Teams.
refused-no-thanks = Please write a word of thanks.
refused-thanks-too-long = { $limit ->
    [one] Thanks from here can be up to { $limit } character. Please shorten them a little and try again.
   *[other] Thanks from here can be up to { $limit } characters. Please shorten them a little and try again.
}
refused-word-too-long = { $limit ->
    [one] Your word can be up to { $limit } character. Please shorten it a little and try again.
   *[other] Your word can be up to { $limit } characters. Please shorten it a little and try again.
}
refused-undo-too-late = { $verb ->
    [claim] More than a minute has passed, so this cannot be undone. To hand it back, please press “{ button-release }”.
    [release] More than a minute has passed, so this cannot be undone. To take it again, please press “{ button-claim }”.
    [decline] More than a minute has passed, so this cannot be undone. To take it again, please press “{ button-claim }”.
    [promise] More than a minute has passed, so this cannot be undone. To choose another day, please press “{ button-promise-again }”.
    [hand_over] More than a minute has passed, so this cannot be undone. Please have a word with the person you asked: they can decline.
    [settle] More than a minute has passed, so this cannot be undone. If there is more to do, please press “{ button-reopen }”.
    [write_answer] More than a minute has passed, so this cannot be undone. If there is more to do, please press “{ button-reopen }”.
    [answer] More than a minute has passed, so this cannot be undone. If there is more to do, please press “{ button-reopen }”.
    [confirm] More than a minute has passed, so this cannot be undone. If there is more to do, please press “{ button-reopen }”.
    [reopen] More than a minute has passed, so this cannot be undone. To close it again, please press “{ button-settle }”.
   *[other] More than a minute has passed, so this cannot be undone. Please see how it stands and go on with the buttons on the card.
}
refused-undo-split = Splitting off a question cannot be undone. Please press “{ button-settle }” on its own card.
refused-undo-not-last = You have done something else since. Only the last step can be undone, so please go on with the buttons on the card.
refused-undo-other-since = { $name } has acted since, so this cannot be undone. Please have a word with { $name }.
refused-undo-thread-since = Something has happened in the thread since, so this cannot be undone. Please open it in Teams and have a look.
refused-nothing-to-undo = Only your own last step can be undone. Please go on with the buttons on the card.
refused-nothing-asked = Please write in a few words what the question is.
refused-asked-too-long = { $limit ->
    [one] The question can be up to { $limit } character. Please shorten it a little and try again.
   *[other] The question can be up to { $limit } characters. Please shorten it a little and try again.
}

notice-claimed = Thank you. This post is now yours.
notice-received = We noted that you have read it. Thank you.
notice-released = You are no longer taking care of it. Someone else will be asked.
notice-promised = We will post in the thread that you will reply by { $until }.
notice-settled = Closed without a reply.
notice-reopened = It is open again.
notice-answered = Recorded as the answer. Thank you.
notice-still-owed = Thank you. The promise stands until { $until }.
notice-handed-over = We asked { $name }, and will tell them in their private chat.
notice-asked = We will ask { $name } in their private chat. Who takes care of this post stays the same.
notice-excused = That is all right. Thank you for considering it.
notice-declined = That is all right. It is no longer yours.
notice-split = Split off as a question of its own. We asked { $name }, and will tell them in their private chat.
notice-split-mine = Split off as a question of its own. It is yours, and its card is on its way to you.
notice-answer-posted = It will be posted in the thread in your name, and is recorded as the answer.
notice-confirmed = { $name }’s reply is recorded as the answer.
notice-thanked = Your thanks will be posted in the thread in your name.
notice-already-done = This is already done. Thank you.
notice-undone = Undone.
notice-undone-line = Undone. What was posted in the thread is taken back as well.
notice-undone-unsure = Undone. A line may still stand in the thread: please open it in Teams, and if it does, add a word there.
notice-changed = Someone else acted a moment ago. This is how it stands now.

post-promise = From { $name }: I will reply by { $until }.
post-promise-word = From { $name }: I will reply by { $until }. “{ $word }”
post-thanks = From { $name }: { $text }
post-answer =
    { $name } answers:

    { $text }

refused-malformed-action = That did not come through. Please try again from the message’s menu.
refused-action-elsewhere = This works on messages in the community’s channel. Please try it on a post or a reply there.
refused-action-unknown = The post that this replies to has not reached me yet. Please choose “Follow up” on that post first, then try again.
refused-action-deleted = This message was deleted. There is nothing left to do.
refused-action-of-bot = This does not work on replies by apps or bots. Please try it on a member’s reply, or on the post.
refused-answer-is-post = This is the post that asks. Please choose “This was the answer” on the reply that answered it.
refused-answer-own = This was written by the person who asked, so it cannot be the answer. If nothing is needed any more, press “{ button-settle }” on the card.
refused-nothing-owed = No question in this thread is waiting. If there is more to answer, choose “Follow up” from the menu.
refused-no-question-chosen = Please choose which question it answered.
