"""Microsoft Graph as the rehearsal plays it: what the bot reads of the team beside what Teams tells it."""
