# Away, and quiet.
away-set = Noted: away until { $last }, that day included. No reminders until then, and others are asked about the posts you had taken. You will hear from me again from { $again }. If you return sooner, send “back”.
away-set-hours = Noted: away until { $until }. No reminders until then, and others are asked about the posts you had taken. You will hear from me again from { $again }. If you return sooner, send “back”.
away-unknown = I could not tell until when. Please send a day within a year, such as “away until 12/10” or “away tomorrow”.
quiet-set = Noted. The next reminder comes from { $again } on; it will be quiet until then. Send “back” to resume at once.
quiet-unknown = I could not tell until when. Please send a time or a day, such as “quiet until 15:00”, “quiet 2h” or “quiet until 12/10”.
back-set = Welcome back. Reminders come again.
back-already = Reminders are not paused; they simply go on.
morning-on = You will get a card each morning with what is asked of you. On days with nothing, none comes.
morning-off = No more morning cards. Posts that still wait are brought to you as before.
morning-unknown = Please send “morning on” or “morning off”.
refused-never-nudged = Only members who answer posts get reminders. None will ever come to you, so there is nothing to turn off.
