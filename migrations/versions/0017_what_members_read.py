"""Which version of an agenda its members read last."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing was posted for members so far."""
    with op.batch_alter_table("meeting") as table:
        table.add_column(
            sa.Column(
                "members_version", sa.Integer(), nullable=False, server_default="0"
            )
        )
        table.add_column(
            sa.Column(
                "members_sha256", sa.String(64), nullable=False, server_default=""
            )
        )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("meeting") as table:
        table.drop_column("members_sha256")
        table.drop_column("members_version")
