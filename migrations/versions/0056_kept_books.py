"""Books that devices keep, and notes that they wrote by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

NAMED = "uq_portal_note_user_id_client_id"


def upgrade() -> None:
    """Make the table, the days of a body, and the names of such notes."""
    op.create_table(
        "portal_kept_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_portal_kept_book_user_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_portal_kept_book_meeting_id_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_in.id"],
            name=op.f("fk_portal_kept_book_sign_in_id_sign_in"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_kept_book")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_portal_kept_book_token_hash")),
    )
    for name in ("user_id", "meeting_id", "sign_in_id"):
        index = op.f(f"ix_portal_kept_book_{name}")
        op.create_index(index, "portal_kept_book", [name])
    days = sa.Column("kept_days", sa.Integer(), nullable=False, server_default="30")
    op.add_column("body", days)
    with op.batch_alter_table("portal_note") as table:
        table.add_column(sa.Column("client_id", sa.String(length=36), nullable=True))
        table.add_column(
            sa.Column(
                "is_beside", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        table.create_unique_constraint(NAMED, ["user_id", "client_id"])


def downgrade() -> None:
    """Take them away; the notes stay."""
    with op.batch_alter_table("portal_note") as table:
        table.drop_constraint(NAMED, type_="unique")
        table.drop_column("is_beside")
        table.drop_column("client_id")
    with op.batch_alter_table("body") as table:
        table.drop_column("kept_days")
    op.drop_table("portal_kept_book")
