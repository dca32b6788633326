"""Keep the hash of an agenda's outline as it was posted."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was posted before is compared in full."""
    with op.batch_alter_table("meeting") as table:
        table.add_column(
            sa.Column("outline_sha256", sa.String(64), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("meeting") as table:
        table.drop_column("outline_sha256")
