"""A certificate instead of a secret: the login can tell who signed, for whom, and for how long."""

from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import hashes

from bot.certificate import KIND, AppCertificate, BadCertificate
from tests.bot.certificates import a_key, certified, pem_file
from tests.bot.test_credentials import START, Login, a_source

KEY = a_key()
CERTIFICATE = certified(KEY)


def read(path: Path) -> AppCertificate:
    return AppCertificate.read("the-app", "the/tenant", path)


async def test_the_login_gets_an_assertion_and_no_secret(tmp_path: Path) -> None:
    login = Login()
    async with a_source(login, app=read(pem_file(tmp_path, KEY, CERTIFICATE))) as source:
        assert await source.token() == "token-1"
    (form,) = login.asked
    assert form["client_assertion_type"] == KIND
    assert "client_secret" not in form
    claims = jwt.decode(
        form["client_assertion"],
        CERTIFICATE.public_key(),  # type: ignore[arg-type]  # it is an RSA key
        algorithms=["PS256"],
        options={"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False},
    )
    assert claims["iss"] == claims["sub"] == form["client_id"] == "the-app"
    assert claims["aud"].endswith("/the%2Ftenant/oauth2/v2.0/token")
    assert claims["exp"] == (START + timedelta(minutes=10)).timestamp()
    header = jwt.get_unverified_header(form["client_assertion"])
    assert len(header["x5t#S256"]) == len(CERTIFICATE.fingerprint(hashes.SHA256())) * 4 // 3 + 1


async def test_no_assertion_is_used_twice(tmp_path: Path) -> None:
    app = read(pem_file(tmp_path, KEY, CERTIFICATE))
    first, second = (app.proof("https://login", START)["client_assertion"] for _ in range(2))
    assert first != second


def test_the_key_is_in_no_repr(tmp_path: Path) -> None:
    assert "key" not in repr(read(pem_file(tmp_path, KEY, CERTIFICATE)))


@pytest.mark.parametrize("content", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"])
def test_a_file_without_both_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "aizuchi.pem"
    path.write_bytes(content)
    with pytest.raises(BadCertificate, match="must hold a certificate and its private key"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadCertificate, match="cannot be read"):
        read(tmp_path / "nothing.pem")


def test_a_key_that_is_not_the_certificates_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadCertificate, match="is not the RSA key of the certificate"):
        read(pem_file(tmp_path, a_key(), CERTIFICATE))
