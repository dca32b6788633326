"""The letterheads of bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NAMES = ("letterhead_names", "letterhead_lines")


def upgrade() -> None:
    """Add the columns; a body without one has the organization's."""
    for name in NAMES:
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("body", column)
    accent = sa.Column("accent", sa.String(7), nullable=False, server_default="")
    op.add_column("body", accent)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("body") as table:
        for name in (*NAMES, "accent"):
            table.drop_column(name)
