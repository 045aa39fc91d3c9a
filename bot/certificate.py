"""How the bot proves by a certificate who it is: an assertion that it signs, instead of a secret that it sends.

Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
"""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

LIFE = timedelta(minutes=10)
SKEW = timedelta(minutes=5)
"""How far the login's clock may be behind ours."""
KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class BadCertificate(Exception):
    """The file cannot prove anything; the message says why, and nothing of what it holds."""


@dataclass(frozen=True, slots=True)
class AppCertificate:
    """The bot's registration, and the private key of a certificate that was entered there."""

    app_id: str
    tenant_id: str
    key: RSAPrivateKey = field(repr=False)
    thumbprint: str
    """SHA-256 of the certificate, base64url, as the login looks it up."""
    proved_by: ClassVar[str] = "certificate"

    @classmethod
    def read(cls, app_id: str, tenant_id: str, path: Path) -> AppCertificate:
        """From a PEM file that holds the certificate and its private key, without a password. Raises BadCertificate."""
        try:
            pem = path.read_bytes()
        except OSError as error:
            raise BadCertificate(f"{path} cannot be read: {error.strerror}") from None
        try:
            key, certificate = load_pem_private_key(pem, password=None), x509.load_pem_x509_certificate(pem)
        except (ValueError, TypeError):
            raise BadCertificate(
                f"{path} must hold a certificate and its private key, both as PEM and without a password"
            ) from None
        if not isinstance(key, RSAPrivateKey) or key.public_key() != certificate.public_key():
            raise BadCertificate(f"{path}: the private key is not the RSA key of the certificate") from None
        thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).decode().rstrip("=")
        return cls(app_id, tenant_id, key, thumbprint)

    def proof(self, login: str, now: datetime) -> dict[str, str]:
        """An assertion for the address ``login``, good for some minutes."""
        claims = {
            "aud": login,
            "iss": self.app_id,
            "sub": self.app_id,
            "jti": str(uuid.uuid4()),
            "iat": now,
            "nbf": now - SKEW,
            "exp": now + LIFE,
        }
        assertion = jwt.encode(claims, self.key, algorithm="PS256", headers={"x5t#S256": self.thumbprint})
        return {"client_assertion_type": KIND, "client_assertion": assertion}
