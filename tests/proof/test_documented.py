"""The commands of docs/verifying.md, run exactly as they stand there."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from govapp.database import db
from govapp.proof.authority import ask
from govapp.proof.services import keep_timestamp
from govapp.record import log
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda
from tests.browser.conftest import serving
from tests.exchange.posted import make_file, post, post_agenda, post_notice
from tests.proof.authority import Authority

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "verifying.md").read_text(encoding="utf-8")
PAGE = (ROOT / "templates/public/proof/verify.html").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL)
PAPER = b"%PDF-1.7 Memorandum"
ENTRY = 4


@pytest.fixture
def site(app: Flask, tmp_path: Path, authority: Authority) -> Iterator[dict[str, str]]:
    """Serve a record of nine entries; return what the commands take as given."""
    for version in range(1, 4):
        post_notice(app, version=version)
    paper = make_file(sha256=hashlib.sha256(PAPER).hexdigest())
    post(app, Kind.AGENDA, "meeting:2026-014", Agenda(files=(paper,)))
    for version in range(2, 7):
        post_agenda(app, version=version)
    with app.app_context():
        newest = log.find_newest()
        assert newest
        stamp = ask(authority.url, newest.note.encode())
        keep_timestamp(newest.size, authority.url, stamp)
        db.session.commit()
    kept = app.test_client().get("/record/checkpoint/5").text
    mail = f"Posted: agenda version 1.\n\n{kept}".replace("\n", "\r\n")
    (tmp_path / "kept.txt").write_text(mail, encoding="utf-8", newline="")
    (tmp_path / "memo.pdf").write_bytes(PAPER)
    with serving(app) as base:
        yield {
            "SITE": base,
            "DOCUMENT": "key1",
            "FILE": "memo.pdf",
            "ENTRY": str(ENTRY),
            "STAMPED": "9",
            "AUTHORITY": str(authority.folder / "root.pem"),
            "NO_PROXY": "localhost",
        }


def _run(commands: str, folder: Path, site: dict[str, str]) -> tuple[int, str]:
    """Return how commands end in a shell that stops at the first that fails."""
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", commands],
        cwd=folder,
        env={**os.environ, **site},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["openssl", "python3", "curl", "perl", "base64"])
def test_the_program_is_here(name: str) -> None:
    assert shutil.which(name), (
        f"{name} is not on this machine, so docs/verifying.md cannot be tried: "
        f"install it."
    )


def test_each_command_does_what_the_document_says(
    site: dict[str, str], tmp_path: Path
) -> None:
    assert len(BLOCKS) == 6
    code, said = _run("".join(BLOCKS), tmp_path, site)
    assert code == 0, said
    assert said.splitlines()[0].startswith(
        "This file is memo.pdf (version 1), posted with agenda version 1 of meeting "
        "2026-014, entry 4 of localhost/record, posted "
    )
    assert "localhost/record only grew: 5 of its 9 entries are as then." in said
    assert "Signature Verified Successfully" in said
    assert "Verification: OK" in said
    assert "Time stamp: " in said


@pytest.mark.parametrize(
    ("block", "change"),
    [
        (0, "printf x >> memo.pdf"),
        (1, "sed -i 's/^5/4/' kept.txt"),
        (3, "printf x >> memo.pdf"),
        (5, "STAMPED=8"),
    ],
)
def test_each_notices_what_was_changed(
    site: dict[str, str], tmp_path: Path, block: int, change: str
) -> None:
    setup = "".join(BLOCKS[:block])
    assert _run(f"{setup}{BLOCKS[block]}", tmp_path, site)[0] == 0
    code, said = _run(f"{setup}{change}\n{BLOCKS[block]}", tmp_path, site)
    assert code != 0, said


def test_the_signature_and_the_tree_are_of_this_very_checkpoint(
    site: dict[str, str], tmp_path: Path
) -> None:
    fetched = "".join(BLOCKS)
    for line, text in ((2, "9"), (3, "A" * 43 + "=")):
        change = f"sed -i '{line}s|.*|{text}x|' checkpoint"
        checks = "".join(BLOCKS[2:]).replace(
            'curl -sfo checkpoint "$SITE/record/checkpoint"', change
        )
        code, said = _run(f"{fetched}{checks}", tmp_path, site)
        assert code == 1, said
        assert "Signature Verification Failure" in said
    change = "sed -i '3s|.*|AAAA|' checkpoint"
    code, _ = _run(f"{fetched}{change}\n{BLOCKS[4]}", tmp_path, site)
    assert code == 1


def test_the_page_shows_the_same_commands() -> None:
    shown = re.search(r'set openssl = "(.*?)" %}', PAGE, re.DOTALL)
    assert shown
    assert shown[1] in DOCUMENT
