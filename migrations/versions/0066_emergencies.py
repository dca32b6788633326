"""Why an administrator opened what is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody who was let in before did so in an emergency."""
    with op.batch_alter_table("portal_guest") as table:
        table.add_column(
            sa.Column("reason", sa.Text(), nullable=False, server_default="")
        )
    with op.batch_alter_table("portal_guest") as table:
        table.alter_column("reason", server_default=None)


def downgrade() -> None:
    """Let nobody in who was; forget why."""
    op.execute("DELETE FROM portal_guest WHERE kind = 'emergency'")
    with op.batch_alter_table("portal_guest") as table:
        table.drop_column("reason")
