"""Tokens from the machine that the bot runs on, in Azure: no secret anywhere.

Source: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.credentials import Kept
from models.outgoing import RetryLater, Undeliverable


class ManagedIdentity:
    """A user-assigned managed identity, as azure-identity finds it (its import is slow, so it waits for the first)."""

    def __init__(self, client_id: str, now: Callable[[], datetime]) -> None:
        self._client_id = client_id
        self._now = now

    async def ask(self, scope: str) -> Kept:
        """A new token. Raises RetryLater, or Undeliverable with the code ``credentials``."""
        from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError, ServiceResponseError
        from azure.identity import CredentialUnavailableError
        from azure.identity.aio import ManagedIdentityCredential

        try:
            async with ManagedIdentityCredential(client_id=self._client_id, retry_total=0) as credential:
                found = await credential.get_token(scope)
        except CredentialUnavailableError:
            reason = f"This machine has no managed identity {self._client_id}. Assign it, or set MICROSOFT_APP_TYPE."
            raise Undeliverable(reason, "credentials") from None
        except ClientAuthenticationError as refused:
            status = refused.status_code or 0
            if status in (0, 404, 410, 429) or status >= 500:
                raise RetryLater(f"The managed identity asks to come later: {status}.") from None
            reason = f"The managed identity {self._client_id} is refused: {status}. Check that it is assigned here."
            raise Undeliverable(reason, "credentials") from None
        except (ServiceRequestError, ServiceResponseError) as silent:
            raise RetryLater(f"The managed identity gave no answer: {type(silent).__name__}.") from None
        now = self._now()
        return Kept.until(found.token, now, datetime.fromtimestamp(found.expires_on, UTC) - now)
