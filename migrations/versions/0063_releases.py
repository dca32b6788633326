"""Requests to release what is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None
INSTANT = sa.String(length=27)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "portal_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("has_minutes", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_portal_release_{column}_{table}"),
            )
            for column, table in (
                ("meeting_id", "meeting"),
                ("asked_by_id", "user"),
                ("decided_by_id", "user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_release")),
    )
    op.create_index(
        op.f("ix_portal_release_meeting_id"), "portal_release", ["meeting_id"]
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("portal_release")
