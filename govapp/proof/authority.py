"""What a time stamp authority is asked, and what it answers (RFC 3161)."""

import hashlib
import urllib.request
from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

TIMEOUT = 15
MOST = 64 * 1024
QUERY = {"Content-Type": "application/timestamp-query"}


class AuthorityError(Exception):
    """The authority did not answer with a time stamp of what it was asked."""


@dataclass(frozen=True)
class Stamp:
    """A time stamp: when it was given, and the answer as it came."""

    stamped_at: datetime
    token: bytes


def ask(url: str, data: bytes, certificates: str = "") -> Stamp:
    """Fetch a time stamp of some data; raises OSError or AuthorityError.

    With root certificates (PEM) given, it must be signed beneath one of them.
    """
    request = TimestampRequestBuilder(data).hash_algorithm(HashAlgorithm.SHA256).build()
    token = _send(url, request.as_bytes())
    try:
        response = decode_timestamp_response(token)
        _check(response, request, data)
        if certificates:
            _verify(response, request, data, certificates)
    except (ValueError, VerificationError) as error:
        raise AuthorityError(f"The time stamp does not hold: {error}") from error
    return Stamp(response.tst_info.gen_time, token)


def _send(url: str, query: bytes) -> bytes:
    sent = urllib.request.Request(url, query, QUERY)  # noqa: S310 the setting is http(s)
    with urllib.request.urlopen(sent, timeout=TIMEOUT) as answer:  # noqa: S310 likewise
        token: bytes = answer.read(MOST + 1)
    if len(token) > MOST:
        raise AuthorityError("The answer is too long for a time stamp.")
    return token


def _check(response: TimeStampResponse, request: TimeStampRequest, data: bytes) -> None:
    if response.status != PKIStatus.GRANTED:
        raise AuthorityError(f"It gave no time stamp: {response.status_string}")
    info = response.tst_info
    if info.message_imprint.message != hashlib.sha256(data).digest():
        raise AuthorityError("The time stamp is of something else.")
    if info.nonce != request.nonce:
        raise AuthorityError("The time stamp is of another time.")


def _verify(
    response: TimeStampResponse,
    request: TimeStampRequest,
    data: bytes,
    certificates: str,
) -> None:
    builder = VerifierBuilder.from_request(request)
    for certificate in load_pem_x509_certificates(certificates.encode()):
        builder = builder.add_root_certificate(certificate)
    builder.build().verify_message(response, data)
