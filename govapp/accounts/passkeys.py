"""What is exchanged with phones, computers and security keys that hold passkeys."""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from govapp.errors import RuleError

VERIFIED = UserVerificationRequirement.REQUIRED
REFUSED = (
    "This passkey was not accepted: it is not known here, or the answer came too late. "
    "Try once more, or sign in with your password."
)
LOCAL = "localhost"


@dataclass(frozen=True)
class Made:
    """A passkey just made, as it is kept."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True)
class Asked:
    """What a browser is asked, and the challenge that its answer has to hold."""

    options: str
    challenge: str


class Passkeys:
    """Passkeys of one installation: they work at its own address alone."""

    def __init__(self, secret_key: str, base_url: str, host: str) -> None:
        """Take the address; one in numbers has no passkeys, this machine's name has.

        `host` is the configured name.
        """
        self.host = LOCAL if _is_number(host) else host
        self.base_url = base_url
        self.secret = f"passkey {secret_key}".encode()

    def ask_new(
        self, user_id: int, *, email: str, name: str, known: Iterable[str]
    ) -> Asked:
        """Ask for a new passkey, on none of the devices that have one already."""
        options = generate_registration_options(
            rp_id=self.host,
            rp_name=self.host,
            user_id=self._handle(user_id),
            user_name=email,
            user_display_name=name,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(each))
                for each in known
            ],
        )
        return Asked(options_to_json(options), bytes_to_base64url(options.challenge))

    def ask_known(self) -> Asked:
        """Ask for any passkey of this installation."""
        options = generate_authentication_options(
            rp_id=self.host, user_verification=VERIFIED
        )
        return Asked(options_to_json(options), bytes_to_base64url(options.challenge))

    def read_new(self, answer: str, challenge: str, here: str) -> Made:
        """Return the passkey that a browser made; raises RuleError."""
        try:
            made = verify_registration_response(
                credential=answer,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.host,
                expected_origin=self._origins(here),
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError) as error:
            raise RuleError(
                "No passkey was made. Try once more, or with another device."
            ) from error
        return Made(
            bytes_to_base64url(made.credential_id),
            bytes_to_base64url(made.credential_public_key),
            made.sign_count,
        )

    def name(self, answer: str) -> str:
        """Return which passkey signed an answer, unproven yet; raises RuleError."""
        try:
            return bytes_to_base64url(
                parse_authentication_credential_json(answer).raw_id
            )
        except (WebAuthnException, ValueError) as error:
            raise RuleError(REFUSED) from error

    def check(
        self, answer: str, challenge: str, here: str, *, known: Made, user_id: int
    ) -> int:
        """Return the count of a passkey that signed; raises RuleError.

        A count that does not grow is of a copy.
        """
        try:
            credential = parse_authentication_credential_json(answer)
            handle = credential.response.user_handle
            if handle is not None and handle != self._handle(user_id):
                raise RuleError(REFUSED)
            signed = verify_authentication_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.host,
                expected_origin=self._origins(here),
                credential_public_key=base64url_to_bytes(known.public_key),
                credential_current_sign_count=known.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError) as error:
            raise RuleError(REFUSED) from error
        return signed.new_sign_count

    def _handle(self, user_id: int) -> bytes:
        """Return what devices know an account by: it tells nobody anything."""
        return hmac.digest(self.secret, str(user_id).encode(), hashlib.sha256)

    def _origins(self, here: str) -> list[str]:
        """Return the addresses at which an answer may have been made."""
        # On one's own machine the port is not known beforehand.
        return [here, self.base_url] if self.host == LOCAL else [self.base_url]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
