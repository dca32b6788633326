"""Private notes of members, and whether they come."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "portal_attending",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("answered_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_portal_attending_meeting_id_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_portal_attending_person_id_person"),
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "meeting_id", name=op.f("pk_portal_attending")
        ),
    )
    op.create_index(
        op.f("ix_portal_attending_meeting_id"), "portal_attending", ["meeting_id"]
    )
    op.create_table(
        "portal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("item_sha256", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.String(length=27), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_portal_note_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_portal_note_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_note")),
    )
    op.create_index(
        "ix_portal_note_user_id_meeting_id", "portal_note", ["user_id", "meeting_id"]
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("portal_note")
    op.drop_table("portal_attending")
