"""Settings are read once, and a wrong one stops the start with its name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from govapp.config import load_settings
from govapp.errors import SettingError

WRONG = {
    "GOVAPP_SECRET_KEY": "short",
    "GOVAPP_LOG_KEY": "no key",
    "GOVAPP_FILES_KEY": "0123",
    "GOVAPP_BASE_URL": "meet.example",
    "GOVAPP_DATABASE_URL": "mysql://localhost/x",
    "GOVAPP_STORE_URL": "ftp://files",
    "GOVAPP_SMTP_URL": "mail.example:25",
    "GOVAPP_TIME_ZONE": "Mars/Olympus",
    "GOVAPP_TSA_URL": "ftp://stamps",
    "GOVAPP_TSA_CA": "no certificate",
    "GOVAPP_UPLOAD_LIMIT_MB": "0",
    "GOVAPP_TRUSTED_PROXIES": "many",
    "GOVAPP_SURPRISE": "1",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}"):
        load_settings({"GOVAPP_INSTANCE": str(tmp_path), name: value})


def test_a_wrong_setting_stops_the_start_in_one_line(tmp_path: Path) -> None:
    wrong = {"GOVAPP_INSTANCE": str(tmp_path), "GOVAPP_BASE_URL": "meet.example"}
    done = subprocess.run(
        [sys.executable, "-m", "govapp.cli", "serve"],
        env={**os.environ, **wrong},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "govapp: GOVAPP_BASE_URL must be the public address, such as "
        "https://meet.example.\n"
    )


def test_a_setting_can_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "address"
    path.write_text("https://meet.example\n", encoding="utf-8")
    given = {"GOVAPP_INSTANCE": str(tmp_path), "GOVAPP_BASE_URL_FILE": str(path)}
    assert load_settings(given).base_url == "https://meet.example"
    with pytest.raises(SettingError, match=r"^GOVAPP_BASE_URL_FILE"):
        load_settings({**given, "GOVAPP_BASE_URL_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize("name", ["secret_key", "log_key", "files_key"])
def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path: Path, name: str) -> None:
    given = {"GOVAPP_INSTANCE": str(tmp_path / "instance")}
    first, second = load_settings(given), load_settings(given)
    path = tmp_path / "instance" / name
    kept = path.read_text(encoding="utf-8").strip()
    assert getattr(first, name) == getattr(second, name) == kept
    assert path.stat().st_mode & 0o777 == 0o600
    keys = {"secret_key", "log_key", "files_key"}
    assert {child.name for child in path.parent.iterdir()} == keys
    other = load_settings({"GOVAPP_INSTANCE": str(tmp_path / "other")})
    assert getattr(other, name) != getattr(first, name)


def test_only_an_ed25519_key_signs_the_log(tmp_path: Path) -> None:
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(SettingError, match=r"^GOVAPP_LOG_KEY must be an Ed25519 key"):
        load_settings(
            {"GOVAPP_INSTANCE": str(tmp_path), "GOVAPP_LOG_KEY": pem.decode()}
        )
