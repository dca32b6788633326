"""Whose account it is, how far members have read, and what they declare."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the tables."""
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("person_id", sa.Integer()))
        user.create_foreign_key(
            op.f("fk_user_person_id_person"), "person", ["person_id"], ["id"]
        )
        user.create_unique_constraint(op.f("uq_user_person_id"), ["person_id"])
    op.create_table(
        "portal_look",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_portal_look_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_portal_look_user_id_user")
        ),
        sa.PrimaryKeyConstraint("user_id", "meeting_id", name=op.f("pk_portal_look")),
    )
    op.create_table(
        "portal_opened_file",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_portal_opened_file_user_id_user")
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "document", "version", name=op.f("pk_portal_opened_file")
        ),
    )
    op.create_table(
        "portal_conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.String(length=27), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_portal_conflict_meeting_id_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_portal_conflict_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_conflict")),
        sa.UniqueConstraint(
            "person_id",
            "meeting_id",
            "item_key",
            name=op.f("uq_portal_conflict_person_id_meeting_id_item_key"),
        ),
    )
    op.create_index(
        op.f("ix_portal_conflict_meeting_id"), "portal_conflict", ["meeting_id"]
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("portal_conflict")
    op.drop_table("portal_opened_file")
    op.drop_table("portal_look")
    with op.batch_alter_table("user") as user:
        user.drop_constraint(op.f("uq_user_person_id"), type_="unique")
        user.drop_constraint(op.f("fk_user_person_id_person"), type_="foreignkey")
        user.drop_column("person_id")
