"""How soon a follower is told."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLES = ("subscription", "subscription_request")


def upgrade() -> None:
    """Add the column to both tables."""
    for table in TABLES:
        op.add_column(
            table,
            sa.Column(
                "pace", sa.String(length=10), nullable=False, server_default="at_once"
            ),
        )


def downgrade() -> None:
    """Take it away."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("pace")
