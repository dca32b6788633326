"""Keep what is read in files beside them, and have those read that are there."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; a worker reads each version that is there."""
    reading = op.create_table(
        "document_reading",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_document_reading_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_document_reading")),
    )
    connection = op.get_bind()
    known = connection.execute(
        sa.text(
            "SELECT v.id, v.name, d.body_id FROM document_version v "
            "JOIN document d ON d.id = v.document_id ORDER BY v.id"
        )
    ).all()
    if known:
        connection.execute(sa.insert(reading), [_waiting(row.id) for row in known])
        connection.execute(sa.insert(JOB), [_job(*row) for row in known])


def downgrade() -> None:
    """Take the table away."""
    op.execute("DELETE FROM job WHERE kind = 'read_document'")
    op.drop_table("document_reading")


JOB = sa.table(
    "job",
    *(sa.column(name) for name in ("kind", "key", "title", "body_id", "state")),
    *(sa.column(name) for name in ("due_at", "created_at", "attempts", "done", "total")),
    *(sa.column(name) for name in ("note", "error")),
    sa.column("payload", sa.JSON),
)


def _waiting(version_id: int) -> dict[str, object]:
    return {
        "version_id": version_id,
        "state": "waiting",
        "finding": "",
        "pages": 0,
        "text": "",
        "facts": {},
    }


def _job(version_id: int, name: str, body_id: int) -> dict[str, object]:
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    moment = moment.replace("+00:00", "Z")
    return {
        "kind": "read_document",
        "key": str(version_id),
        "payload": {"version": version_id},
        "title": f"Read {name}",
        "body_id": body_id,
        "state": "waiting",
        "due_at": moment,
        "created_at": moment,
        "attempts": 0,
        "done": 0,
        "total": 0,
        "note": "",
        "error": "",
    }
