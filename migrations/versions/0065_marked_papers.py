"""Whether a body has its closed papers marked with who reads them."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No body has, before it says so."""
    with op.batch_alter_table("body") as table:
        table.add_column(
            sa.Column(
                "marks_closed", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("body") as table:
        table.alter_column("marks_closed", server_default=None)


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("body") as table:
        table.drop_column("marks_closed")
