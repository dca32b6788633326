"""The demonstration's record, and all the proofs that it gives out."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from govapp.app import create_app
from govapp.commands.demo import load_demonstration
from govapp.database import db
from govapp.record.models import PUBLIC, PublishedFile, RecordEntry
from tests.conftest import make_settings
from tests.engines import Fresh


@dataclass(frozen=True)
class Given:
    """A proof as a visitor gets it, and the file it is about, if it is about one."""

    address: str
    text: str
    file: bytes | None = None


@dataclass(frozen=True)
class History:
    """What was posted, as visitors get it."""

    app: Flask
    entries: tuple[Given, ...]
    documents: tuple[Given, ...]
    agendas: tuple[Given, ...]
    key: str

    @property
    def all(self) -> tuple[Given, ...]:
        """Every proof."""
        return self.entries + self.documents + self.agendas


@contextmanager
def loaded(fresh: Fresh, folder: Path) -> Iterator[History]:
    """Load the demonstration in a folder and fetch every proof of it."""
    app = create_app(make_settings(folder, fresh(folder)))
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
        yield _fetch(app)
        for engine in db.engines.values():
            engine.dispose()


def _fetch(app: Flask) -> History:
    client = app.test_client()

    def get(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.text

    public = select(RecordEntry).where(RecordEntry.log == PUBLIC)
    entries = db.session.scalars(public.order_by(RecordEntry.seq)).all()
    files = db.session.scalars(select(PublishedFile)).all()
    store = app.extensions["govapp.files"]
    documents = []
    for file in files:
        address = f"/documents/{file.document}/v/{file.version}/proof"
        data = b"".join(store.read(file.sha256))
        assert hashlib.sha256(data).hexdigest() == file.sha256
        documents.append(Given(address, get(address), data))
    agendas = [
        f"/meetings/{entry.subject.partition(':')[2]}/agenda/v/{entry.version}/proof"
        for entry in entries
        if entry.kind == "agenda"
    ]
    addresses = [f"/record/proof/{entry.seq}" for entry in entries]
    return History(
        app,
        tuple(
            Given(address, get(address), entry.content.encode())
            for address, entry in zip(addresses, entries, strict=True)
        ),
        tuple(documents),
        tuple(Given(address, get(address)) for address in agendas),
        get("/record/key").partition("\n")[0],
    )
