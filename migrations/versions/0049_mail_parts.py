"""Mails as HTML too, and what they bring for calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

COLUMNS = ("html", "calendar")


def upgrade() -> None:
    """Add the columns."""
    for name in COLUMNS:
        op.add_column(
            "outbox_message",
            sa.Column(name, sa.Text(), nullable=False, server_default=""),
        )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("outbox_message") as outbox:
        for name in COLUMNS:
            outbox.drop_column(name)
