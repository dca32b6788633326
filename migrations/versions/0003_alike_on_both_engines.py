"""Sort names alike on both engines; refuse REPLACE as UPDATE and DELETE are refused."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SORTED = (
    ("published_page", "sort_key"),
    ("body", "name"),
    ("person", "name"),
    ("user", "name"),
)
# SQLite's REPLACE deletes a row without asking the triggers on DELETE.
KEYS = {
    "record_entry": "log = NEW.log AND seq = NEW.seq",
    "audit_line": "id = NEW.id",
}
TRIGGER = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


def upgrade() -> None:
    """Compare names by their letters' numbers; add the triggers that lack."""
    if op.get_bind().dialect.name == "sqlite":
        for table, key in KEYS.items():
            op.execute(TRIGGER.format(table=table, key=key))
    else:
        _collate("C")


def downgrade() -> None:
    """Compare names as the database does; take the triggers away."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEYS:
            op.execute(f"DROP TRIGGER {table}_no_replace")
    else:
        _collate("default")


def _collate(collation: str) -> None:
    for table, column in SORTED:
        op.alter_column(table, column, type_=sa.String(200, collation=collation))
