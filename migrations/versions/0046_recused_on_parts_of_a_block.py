"""Votes on a consent block that do not count for some of its items."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a line name the items; no vote so far does."""
    with op.batch_alter_table("published_vote") as table:
        table.add_column(
            sa.Column("recused_on", sa.Text(), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("published_vote") as table:
        table.drop_column("recused_on")
