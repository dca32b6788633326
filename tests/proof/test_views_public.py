"""What the record gives out: entries, checkpoints and proofs, at lasting addresses."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from govapp.database import db
from govapp.record import checkpoints, log, verify
from govapp.record.services import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Withdrawal
from govapp.record.verify import RefusedError
from tests.exchange.posted import (
    make_file,
    post,
    post_agenda,
    post_notice,
    post_organization,
)
from tests.pages import PageClient
from tests.record.sealed import put_back

NOW = "2026-11-18T16:02:00Z"
PAPER = b"Memorandum"
SHA256 = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def posted(app: Flask) -> Flask:
    """Post six entries; the last two are an agenda with a file, and without it."""
    for name in ("First name", "Second name", "Third name"):
        post_organization(app, name=name)
    post_notice(app)
    paper = make_file(sha256=SHA256)
    post(app, Kind.AGENDA, "meeting:2026-014", Agenda(files=(paper,), note="Old"))
    post_agenda(app, version=2, label="revised")
    return app


def _get(client: PageClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.text


def test_the_log_can_be_kept_whole(posted: Flask, client: PageClient) -> None:
    lines = _get(client, "/record/entries").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 7))
    assert json.loads(lines[4]) == {
        "v": 1,
        "log": "public",
        "seq": 5,
        "kind": "agenda",
        "subject": "meeting:2026-014",
        "version": 1,
        "label": "",
        "posted_at": "2026-11-18T16:02:00.000Z",
        "content_sha256": hashlib.sha256(
            _get(client, "/record/content/5").encode()
        ).hexdigest(),
    }
    with posted.app_context():
        (entry,) = log.list_entries(5, 1)
        assert entry.event == lines[4]
        leaf = hashlib.sha256(b"\0" + lines[4].encode()).hexdigest()
        assert entry.leaf_hash == leaf
    assert _get(client, "/record/entries?from=6") == f"{lines[5]}\n"
    assert _get(client, "/record/entries?from=7") == ""


def test_checkpoints_and_their_key(posted: Flask, client: PageClient) -> None:
    assert posted.name == "govapp"
    newest = _get(client, "/record/checkpoint")
    assert newest == _get(client, "/record/checkpoint/6")
    assert newest.startswith("localhost/record\n6\n")
    key, _, pem = _get(client, "/record/key").partition("\n\n")
    assert verify.read_head(newest, key).size == 6
    assert pem == checkpoints.write_pem(key)
    assert pem.startswith("-----BEGIN PUBLIC KEY-----\n")
    assert client.get("/record/checkpoint").mimetype == "text/plain"


def test_a_proof_is_given_for_each_posting(posted: Flask, client: PageClient) -> None:
    assert posted.name == "govapp"
    said = [verify.check(_get(client, f"/record/proof/{seq}")) for seq in range(1, 7)]
    when = "posted 2026-11-18 16:02:00.000 UTC."
    assert said[0] == (
        "This is in the record, unchanged: organization version 1, entry 1 of "
        f"localhost/record, {when}"
    )
    assert said[5] == (
        "This is in the record, unchanged: agenda version 2 of meeting 2026-014, "
        f"entry 6 of localhost/record, {when}"
    )
    assert said[5] == verify.check(_get(client, "/meetings/2026-014/agenda/v/2/proof"))


def test_a_file_is_proven_by_what_posted_it(posted: Flask, client: PageClient) -> None:
    text = _get(client, "/documents/key1/v/1/proof")
    assert [entry["seq"] for entry in json.loads(text)["entries"]] == [5]
    assert verify.check(text, PAPER) == (
        "This file is memo.pdf (version 1), posted with agenda version 1 of meeting "
        "2026-014, entry 5 of localhost/record, posted 2026-11-18 16:02:00.000 UTC, "
        "unchanged."
    )
    with pytest.raises(RefusedError, match="This file is not what was posted"):
        verify.check(text, PAPER + b" ")
    content = _get(client, "/record/content/5").encode()
    assert verify.check(text, content).startswith("This file is agenda version 1 of")
    put = post(posted, Kind.AGENDA, "meeting:2026-014", Agenda(
        files=(make_file(sha256=SHA256),), note="New"), version=3,
    )  # fmt: skip
    text = _get(client, "/documents/key1/v/1/proof")
    assert [entry["seq"] for entry in json.loads(text)["entries"]] == [5, put]


def test_what_was_withdrawn_is_proven_without_being_told(
    posted: Flask, client: PageClient
) -> None:
    gone = Withdrawal(what="agenda", version=1, reason="Error")
    post(posted, Kind.WITHDRAWAL, "meeting:2026-014", gone)
    _get(client, "/record/content/5", 404)
    for address in (
        "/record/proof/5",
        "/documents/key1/v/1/proof",
        "/meetings/2026-014/agenda/v/1/proof",
    ):
        text = _get(client, address)
        assert json.loads(text)["entries"][0]["content"] is None
        assert "Old" not in text
        assert verify.check(text).startswith("This is in the record, unchanged: agenda")
    assert json.loads(_get(client, "/record/proof/6"))["entries"][0]["content"]


def test_it_is_proven_that_the_record_only_grew(
    posted: Flask, client: PageClient
) -> None:
    saved = _get(client, "/record/checkpoint/3")
    assert verify.check(_get(client, "/record/consistency?from=3"), saved=saved) == (
        "localhost/record only grew: 3 of its 6 entries are as then."
    )
    between = _get(client, "/record/consistency?from=3&to=5")
    mail = "> Posted.\n>\n" + "".join(f"> {line}\n" for line in saved.split("\n"))
    assert verify.check(between, saved=mail).endswith("3 of its 5 entries are as then.")
    same = _get(client, "/record/consistency?from=6&to=6")
    assert verify.check(same, saved=_get(client, "/record/checkpoint"))
    with pytest.raises(RefusedError, match="no checkpoint of localhost/record in what"):
        verify.check(between, saved="Dear all,")
    with pytest.raises(RefusedError, match=r"Ask .* /record/consistency\?from=3"):
        verify.check(_get(client, "/record/consistency?from=2"), saved=saved)
    assert posted.name == "govapp"


def test_a_record_put_back_by_one_entry_is_caught_by_whoever_kept_a_checkpoint(
    posted: Flask, client: PageClient, tmp_path: Path
) -> None:
    saved = _get(client, "/record/checkpoint")
    put_back(posted, 5)
    answer = _get(client, "/record/consistency?from=6")
    with pytest.raises(RefusedError, match="Entries are gone: there were 6, now 5"):
        verify.check(answer, saved=saved)
    (tmp_path / "signed_head").unlink()
    post_agenda(posted, version=2, label="another")
    answer = _get(client, "/record/consistency?from=6")
    with pytest.raises(RefusedError, match="first 6 entries are not those of then"):
        verify.check(answer, saved=saved)


@pytest.mark.parametrize(
    "path",
    [
        "/record/proof/7",
        "/record/proof/0",
        "/record/proof/9999999999",
        "/record/content/7",
        "/record/checkpoint/7",
        "/record/consistency",
        "/record/consistency?from=0",
        "/record/consistency?from=x",
        "/record/consistency?from=1&to=7",
        "/record/entries?from=-1",
        "/documents/key1/v/2/proof",
        "/documents/none/v/1/proof",
        "/meetings/2026-014/agenda/v/3/proof",
        "/meetings/2026-015/agenda/v/1/proof",
    ],
)
def test_what_is_not_there_is_not_proven(
    posted: Flask, client: PageClient, path: str
) -> None:
    assert posted.name == "govapp"
    _get(client, path, 404)


@pytest.mark.parametrize("path", ["checkpoint", "key", "proof/1", "consistency?from=1"])
def test_before_the_first_posting_there_is_nothing(
    client: PageClient, path: str
) -> None:
    _get(client, f"/record/{path}", 404)
    assert _get(client, "/record/entries") == ""


def test_a_proof_is_kept_until_something_is_posted(
    posted: Flask, client: PageClient
) -> None:
    first = client.get("/record/proof/1")
    assert client.get("/record/proof/1").headers["ETag"] == first.headers["ETag"]
    post_agenda(posted, version=3)
    assert (
        json.loads(_get(client, "/record/proof/1"))["checkpoint"].splitlines()[1] == "7"
    )


def test_the_verifier_runs_by_itself(
    posted: Flask,
    client: PageClient,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert posted.name == "govapp"
    source = _get(client, "/record/verify.py")
    assert source == Path(verify.__file__).read_text(encoding="utf-8")
    for name, path in {
        "proof": "/documents/key1/v/1/proof",
        "saved": "/record/checkpoint/2",
        "grown": "/record/consistency?from=2",
    }.items():
        (tmp_path / name).write_bytes(client.get(path).data)
    (tmp_path / "memo.pdf").write_bytes(PAPER)
    proof, memo, saved, grown = (
        str(tmp_path / name) for name in ("proof", "memo.pdf", "saved", "grown")
    )
    key = _get(client, "/record/key").partition("\n")[0]
    assert verify.main([proof, memo]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"It is signed with {key}"
    assert verify.main(["--key", key, proof, memo]) == 0
    assert verify.main(["--key", key, "--since", saved, grown]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert verify.main([proof, proof]) == 1
    assert verify.main(["--since", saved, proof]) == 1
    assert verify.main(["--key", f"{key}x", proof]) == 1
    for wrong in ([], [str(tmp_path / "none")], [proof, "--since", str(tmp_path)]):
        with pytest.raises(SystemExit) as ended:
            verify.main(wrong)
        assert ended.value.code == 2


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_log_of_a_thousand_entries_is_given_page_by_page(
    app: Flask, client: PageClient
) -> None:
    with app.app_context():
        for number in range(1001):
            append(kind=Kind.RESULT, subject=f"log:{number}", content=Agenda(note="x"))
        db.session.commit()
    first = _get(client, "/record/entries").splitlines()
    assert len(first) == 1000
    rest = _get(client, "/record/entries?from=1001").splitlines()
    assert [json.loads(line)["seq"] for line in rest] == [1001]
