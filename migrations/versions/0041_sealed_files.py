"""Have the files sealed that lie open, though nobody has posted them."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

KIND = "seal_files"
JOB = sa.table(
    "job",
    *(sa.column(name) for name in ("kind", "key", "title", "body_id", "state")),
    *(sa.column(name) for name in ("due_at", "created_at", "attempts", "done", "total")),
    *(sa.column(name) for name in ("note", "error")),
    sa.column("payload", sa.JSON),
)


def upgrade() -> None:
    """Leave it to a worker, where there are files."""
    connection = op.get_bind()
    if connection.scalar(sa.text("SELECT COUNT(*) FROM document_version")):
        connection.execute(sa.insert(JOB), [_job()])


def downgrade() -> None:
    """Leave them sealed: an older release tells which of them it cannot read."""
    op.execute(f"DELETE FROM job WHERE kind = '{KIND}'")  # noqa: S608 a constant


def _job() -> dict[str, object]:
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    moment = moment.replace("+00:00", "Z")
    return {
        "kind": KIND,
        "key": "",
        "payload": {},
        "title": "Seal the files that nobody posted",
        "body_id": None,
        "state": "waiting",
        "due_at": moment,
        "created_at": moment,
        "attempts": 0,
        "done": 0,
        "total": 0,
        "note": "",
        "error": "",
    }
