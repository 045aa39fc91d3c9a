"""Whether the account of an activity is a guest's, or another tenant's, as far as Teams says so.

Teams writes the role and the tenant of a person (``userRole``, ``tenantId``) into the accounts of its rosters; where an
activity has none of them, the team's roster of Graph tells. Source:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
"""

from __future__ import annotations

from bot.fields import Raw, at, optional

STRANGERS = ("guest", "anonymous")


def is_guest(raw: Raw, account: Raw) -> bool:
    if account.get("userRole") in STRANGERS:
        return True
    theirs = optional(account, "tenantId")
    return bool(theirs) and (theirs or "").lower() != _ours(raw).lower()


def _ours(raw: Raw) -> str:
    named = optional(at(at(raw, "channelData"), "tenant"), "id")
    return named or optional(at(raw, "conversation"), "tenantId") or ""
