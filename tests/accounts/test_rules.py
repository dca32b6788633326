"""Addresses, weak passwords and where one may be led."""

import pytest

from govapp.accounts.rules import check_password, fold_email, is_inside
from govapp.errors import RuleError

AWAY = (
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https://evil.example/desk/",
    "https:evil.example",
    "javascript:alert(1)",
    "/desk/\\..\\..\\evil",
    "/desk/\r\nSet-Cookie: a=b",
    " //evil.example",
    "\x19//evil.example",
    "//[",
    "@evil.example",
    ".evil.example",
    "/desks",
    "/meetings",
    "/sign-out",
    "security.logout",
)


@pytest.mark.parametrize("address", AWAY)
def test_an_address_elsewhere_is_not_inside(address: str) -> None:
    assert not is_inside(address)


@pytest.mark.parametrize(
    "address",
    ["/desk", "/desk/", "/desk/users?page=2", "/my/", "/my?on=2026", "/account/#a"],
)
def test_the_signed_in_side_is_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize(
    "email",
    [
        "ada@example.org",
        " ADA@Example.ORG",
        "\uff41\uff44\uff41@example.org",
        "aDa@EXAMPLE.org",
    ],
)
def test_spellings_of_an_address_are_one(email: str) -> None:
    assert fold_email(email) == "ada@example.org"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("eleven char", "Use at least 12 characters."),
        ("password1234", "one of the first"),
        ("PassWord123456789", "one of the first"),
        ("qwertyuiop12345", "one of the first"),
        ("aaaaaaaaaaaaaaaa", "one of the first"),
        ("letmein-welcome!", "one of the first"),
        ("liverpool2024!", "one of the first"),
        ("trustno1dragon", "one of the first"),
        ("riverside bridge 9 moon", "“riverside”"),
        ("hello ada.lovelace there", "“lovelace”"),
    ],
)
def test_a_guessable_password_is_refused(password: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason) as refusal:
        check_password(
            password, email="ada.lovelace@example.org", names=["City of Riverside"]
        )
    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "cold kettle brown fox",
        "Vq7#-e9LmRt_Zk",
        "日本語のパスワードは長いほどよい",
        "quiet harbor lanterns, cold kettle, brown fox, seven green lamps that hum",
    ],
)
def test_a_good_password_is_taken(password: str) -> None:
    check_password(password, email="ada@example.org", names=["City of Riverside"])
