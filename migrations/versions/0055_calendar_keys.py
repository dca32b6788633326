"""The keys in the addresses of people's own calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "calendar_key",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_key_user_id_user")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_calendar_key_key_hash")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("calendar_key")
