"""Minutes of a closed session, apart from those that everyone reads."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

FORMER, NOW = "uq_minutes_meeting_id", "uq_minutes_meeting_id_is_closed"
PARTS = ("minutes_section", "attendance", "minutes_correction")


def upgrade() -> None:
    """Let a meeting have both."""
    with op.batch_alter_table("minutes") as table:
        table.add_column(
            sa.Column(
                "is_closed", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        table.drop_constraint(FORMER, type_="unique")
        table.create_unique_constraint(NOW, ["meeting_id", "is_closed"])


def downgrade() -> None:
    """Keep those that everyone reads; what the closed log has of the others stays."""
    closed = "SELECT id FROM minutes WHERE is_closed"
    for part in PARTS:
        op.execute(f"DELETE FROM {part} WHERE minutes_id IN ({closed})")
    op.execute("DELETE FROM minutes WHERE is_closed")
    with op.batch_alter_table("minutes") as table:
        table.drop_constraint(NOW, type_="unique")
        table.create_unique_constraint(FORMER, ["meeting_id"])
        table.drop_column("is_closed")
