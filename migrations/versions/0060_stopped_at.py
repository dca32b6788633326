"""Where somebody stopped reading a file."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever opened a file before is on its first page."""
    with op.batch_alter_table("portal_opened_file") as table:
        table.add_column(
            sa.Column("page", sa.Integer(), nullable=False, server_default="1")
        )
    with op.batch_alter_table("portal_opened_file") as table:
        table.alter_column("page", server_default=None)


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("portal_opened_file") as table:
        table.drop_column("page")
