"""Who is let into a closed session, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None
INSTANT = sa.String(length=27)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "portal_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("item_keys", sa.JSON(), nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_portal_guest_meeting_id_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_portal_guest_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_guest")),
    )
    for column in ("meeting_id", "user_id"):
        op.create_index(op.f(f"ix_portal_guest_{column}"), "portal_guest", [column])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("portal_guest")
