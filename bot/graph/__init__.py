"""Microsoft Graph through msgraph-sdk: the only place that imports msgraph, kiota, azure and httpx, when first used."""
