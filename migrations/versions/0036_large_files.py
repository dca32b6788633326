"""Files of more than 2 GB: their sizes on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLES = ("published_file", "document_version", "rendition")


def upgrade() -> None:
    """Count in 64 bits; SQLite always does."""
    _count_in(sa.Integer(), sa.BigInteger())


def downgrade() -> None:
    """Count in 32 bits again; a larger file keeps this from being done."""
    _count_in(sa.BigInteger(), sa.Integer())


def _count_in(old: sa.Integer, new: sa.Integer) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in TABLES:
        op.alter_column(table, "size", existing_type=old, type_=new)
