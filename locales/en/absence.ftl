# Away, and quiet.
away-set = Noted: away until { $last }, that day included. No reminders until then, and others are asked about the posts you had taken. You will hear from me again from { $again }. If you return sooner, send “back”.
away-set-hours = Noted: away until { $until }. No reminders until then, and others are asked about the posts you had taken. You will hear from me again from { $again }. If you return sooner, send “back”.
away-unknown = I could not tell until when. Please send a day within a year, such as “away until 12/10” or “away tomorrow”.
quiet-set = Noted. I will be quiet until { $again }; the next reminder comes after that. Send “back” to resume at once.
quiet-unknown = I could not tell until when. Please send a time or a day, such as “quiet until 15:00”, “quiet 2h” or “quiet until 12/10”.
back-set = Welcome back. Reminders are on again.
back-already = Reminders are not paused. They go on as usual.
morning-on = You will get a card each morning with the posts we ask you about. On days without any, no card comes.
morning-off = No more morning cards. You are still reminded of posts that wait, as before.
morning-unknown = Please send “morning on” or “morning off”.
refused-never-nudged = Only members who answer posts get reminders. None will ever come to you, so there is nothing to turn off.
