# Pages that nobody else sees.
paper-over-title = This page has expired
paper-over = This page cannot be opened any more. Links work for 30 minutes. To see it again, press the button on the card in Teams.
paper-open = Open the page (works for 30 minutes)
