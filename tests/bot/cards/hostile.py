"""What somebody might write as their name, to be taken for something else."""

from typing import Final

HOSTILE: Final = "**太字** [ここ](https://evil.example/) <at>全員</at> {$name} {{DATE(2026-01-01)}} # `x` \u202egnp"
