"""Seal what a worker read in files, as the files themselves are."""

import json
from collections.abc import Callable, Iterator

import sqlalchemy as sa
from alembic import context, op
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

TABLE = "document_reading"
READING = sa.table(
    TABLE,
    sa.column("version_id", sa.Integer),
    sa.column("text", sa.Text),
    sa.column("facts", sa.JSON),
    sa.column("sealed", sa.LargeBinary),
)
VERSION = sa.table("document_version", sa.column("id"), sa.column("sha256"))
# A key seals one text alone, as the only and last piece.
NONCE, HEAD = bytes(11) + b"\x01", 40
MANY = 100


def upgrade() -> None:
    """Seal it under the key of the files, and leave none of it open in the table."""
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
    _change(_seal, READING.c.text, READING.c.facts)
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("sealed", nullable=False)
        table.drop_column("text")
        table.drop_column("facts")
    if op.get_bind().dialect.name == "postgresql":
        # What was dropped lies in the rows until they are written anew.
        op.execute(f"CLUSTER {TABLE} USING pk_{TABLE}")


def downgrade() -> None:
    """Open it again."""
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("text", sa.Text(), nullable=True))
        table.add_column(sa.Column("facts", sa.JSON(), nullable=True))
    _change(_open, READING.c.sealed)
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("text", nullable=False)
        table.alter_column("facts", nullable=False)
        table.drop_column("sealed")


def _change(make: Callable[[sa.Row], dict[str, object]], *columns: sa.Column) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        # What is overwritten or dropped is not to be found in the file any more.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for row in _list_rows(connection, *columns):
        connection.execute(
            sa.update(READING)
            .where(READING.c.version_id == row.version_id)
            .values(make(row))
        )


def _list_rows(connection: sa.Connection, *columns: sa.Column) -> Iterator[sa.Row]:
    """Yield all rows, some at a time: they are large."""
    last = 0
    while rows := connection.execute(
        sa.select(READING.c.version_id, VERSION.c.sha256, *columns)
        .join(VERSION, VERSION.c.id == READING.c.version_id)
        .where(READING.c.version_id > last)
        .order_by(READING.c.version_id)
        .limit(MANY)
    ).all():
        yield from rows
        last = rows[-1].version_id


def _seal(row: sa.Row) -> dict[str, object]:
    if not row.text and not row.facts:
        return {"sealed": b""}
    told = json.dumps({"text": row.text, "facts": row.facts}).encode()
    own = AESGCM.generate_key(256)
    sealed = AESGCM(own).encrypt(NONCE, told, row.sha256.encode())
    return {"sealed": aes_key_wrap(_derive_key(), own) + sealed}


def _open(row: sa.Row) -> dict[str, object]:
    if not row.sealed:
        return {"text": "", "facts": {}}
    try:
        own = aes_key_unwrap(_derive_key(), row.sealed[:HEAD])
    except InvalidUnwrap as error:
        message = "What was read in files was sealed with another GOVAPP_FILES_KEY."
        raise RuntimeError(message) from error
    told = AESGCM(own).decrypt(NONCE, row.sealed[HEAD:], row.sha256.encode())
    return dict(json.loads(told))


def _derive_key() -> bytes:
    key = context.config.attributes["files_key"]
    if not key:
        raise RuntimeError("What was read in files is sealed with GOVAPP_FILES_KEY.")
    return HKDF(SHA256(), 32, salt=None, info=b"govapp told").derive(bytes.fromhex(key))
