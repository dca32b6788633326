"""The log's Merkle tree and its signed checkpoints, append-only like its entries.

`govapp init` then fills them in for entries that were there before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEYS = {
    "record_node": "log = NEW.log AND place = NEW.place",
    "record_checkpoint": "log = NEW.log AND size = NEW.size",
}
SQLITE = """
CREATE TRIGGER {table}_no_{lower} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    """Make the tables and the triggers that keep them."""
    op.create_table(
        "record_node",
        sa.Column("log", sa.String(length=80), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["log"], ["record_head.log"], name=op.f("fk_record_node_log_record_head")
        ),
        sa.PrimaryKeyConstraint("log", "place", name=op.f("pk_record_node")),
    )
    op.create_table(
        "record_checkpoint",
        sa.Column("log", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["log", "size"],
            ["record_entry.log", "record_entry.seq"],
            name="fk_record_checkpoint_entry",
        ),
        sa.PrimaryKeyConstraint("log", "size", name=op.f("pk_record_checkpoint")),
    )
    for table, key in KEYS.items():
        _keep(table, key)


def _keep(table: str, key: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(POSTGRESQL.format(table=table))
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(table=table, action=action, lower=action.lower()))
    op.execute(SQLITE_REPLACE.format(table=table, key=key))


def downgrade() -> None:
    """Take them away; `govapp init` makes them again."""
    for table in reversed(KEYS):
        op.drop_table(table)
