"""A stand-in for Microsoft Teams on the loopback address: the bot talks to it and cannot tell the difference."""
