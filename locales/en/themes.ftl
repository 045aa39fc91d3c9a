# The themes of the season.
command-themes = Shows the themes of this season, and how to take part.
themes-heading = Themes of this season
themes-of = { $season }, { $starts } to { $ends }
themes-theme = { $theme } #{ $code }
themes-owners = Looked after by { $names }
themes-words = Words: { $words }
themes-more = Further themes: { $tags }
themes-join = A post belongs to a theme when it holds its word with “#”, or one of its words. Posts on anything else are just as welcome.
themes-join-by-word = To say that you take part before you post, send, for example, “join { $code }”.
themes-empty = This season has no themes yet. Your posts are welcome in the channel at any time.
themes-no-season = We are between two seasons. Your posts are welcome in the channel at any time.
themes-next-season = We are between two seasons; the next one starts on { $starts }. Your posts are welcome in the channel at any time.
layer-basic = Basic: for everybody.
layer-applied = Applied: for those who carry it into their department.
layer-expert = Expert: for those who run it.
