"""A time stamp authority on this machine, made of OpenSSL and two certificates."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """Where it answers, its root certificate, and whether it is in the mood."""

    url: str
    root: str
    folder: Path
    asked: int = 0
    answers: list[bytes] = field(default_factory=list)

    def stamp(self, query: bytes) -> bytes:
        """Answer a query: with what was prepared, or as an authority does."""
        self.asked += 1
        if self.answers:
            return self.answers.pop(0)
        (self.folder / "query").write_bytes(query)
        subprocess.run(
            [
                *("openssl", "ts", "-reply", "-config", self.folder / "tsa.cnf"),
                *("-queryfile", self.folder / "query", "-out", self.folder / "reply"),
            ],
            check=True,
            capture_output=True,
        )
        return (self.folder / "reply").read_bytes()


@contextmanager
def answering(folder: Path) -> Iterator[Authority]:
    """Run an authority until the block ends."""
    root = _make_certificates(folder)
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            query = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority.stamp(query)
            self.send_response(200 if answer else 503)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}/"
    authority = Authority(url, root, folder)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _make_certificates(folder: Path) -> str:
    """Write the authority's key and certificate; return the root's, as PEM."""
    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root = _sign("Test root", root_key, "Test root", root_key, is_root=True)
    leaf = _sign("Test authority", key, "Test root", root_key, is_root=False)
    (folder / "tsa.pem").write_bytes(leaf.public_bytes(Encoding.PEM))
    (folder / "tsa.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    pem = root.public_bytes(Encoding.PEM)
    (folder / "root.pem").write_bytes(pem)
    return pem.decode()


def _sign(
    name: str, key: RSAPrivateKey, issuer: str, signer: RSAPrivateKey, *, is_root: bool
) -> x509.Certificate:
    now = datetime.now(UTC)  # noqa: TID251 OpenSSL asks the real clock
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    basic = x509.BasicConstraints(ca=is_root, path_length=None)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(basic, critical=True)
    )
    if not is_root:
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(signer, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
