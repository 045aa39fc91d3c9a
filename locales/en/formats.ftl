# How moments and lengths of time are written. pattern-* are Babel's (Unicode CLDR) patterns.
pattern-day = EEE d MMM
pattern-dated = EEE d MMM yyyy
pattern-moment = EEE d MMM, HH:mm
pattern-time = HH:mm
pattern-between = { ", " }
length-under-a-minute = less than a minute
length-minutes = { $minutes } min
length-shorter = { $length } shorter
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
