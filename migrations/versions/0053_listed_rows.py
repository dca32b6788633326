"""Meetings and matters as open data lists them."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the projection is made anew afterwards."""
    op.create_table(
        "published_row",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_published_row")),
    )
    op.create_index(
        op.f("ix_published_row_subject"), "published_row", ["subject"], unique=False
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_published_row_subject"), table_name="published_row")
    op.drop_table("published_row")
