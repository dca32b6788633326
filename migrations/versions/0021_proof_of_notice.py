"""Keep how public pages looked from outside, and exceptions from rules of notice."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "outside_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("is_match", sa.Boolean(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_outside_check_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_check")),
    )
    op.create_index(
        op.f("ix_outside_check_meeting_id_at"), "outside_check", ["meeting_id", "at"]
    )
    op.create_table(
        "notice_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("motion", sa.Text(), nullable=False),
        sa.Column("stated_by", sa.String(200), nullable=False),
        sa.Column("stated_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_notice_exception_meeting_id_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_exception")),
        sa.UniqueConstraint(
            "meeting_id", "rule", name=op.f("uq_notice_exception_meeting_id_rule")
        ),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("notice_exception")
    op.drop_table("outside_check")
