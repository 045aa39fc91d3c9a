# The closing roll of a season
refused-roll-reading = Please write how the name is read in kana or Latin letters, like うえだ はな; up to { $limit } characters.
refused-roll-name = Please write a name of up to { $limit } ordinary characters.
