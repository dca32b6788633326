"""Let the database itself refuse to change or delete the record and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = ("record_entry", "audit_line")
SQLITE = """
CREATE TRIGGER {table}_no_{lower} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    """Add the triggers and the public log's empty head."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for action in ("UPDATE", "DELETE"):
                op.execute(
                    SQLITE.format(table=table, action=action, lower=action.lower())
                )
    else:
        op.execute(POSTGRESQL_FUNCTION)
        for table in KEPT:
            op.execute(POSTGRESQL.format(table=table))
    _seed_head()


def _seed_head() -> None:
    heads = sa.table("record_head", sa.column("log"), sa.column("size"))
    known = op.get_bind().scalar(sa.select(heads.c.log).where(heads.c.log == "public"))
    if known is None:
        op.bulk_insert(heads, [{"log": "public", "size": 0}])


def downgrade() -> None:
    """Take the triggers away; what was recorded stays."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for action in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{action}")
        return
    for table in KEPT:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute("DROP FUNCTION refuse_change()")
