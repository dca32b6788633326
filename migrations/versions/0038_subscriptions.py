"""Who follows what by e-mail, and how a mail's list is left."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the tables."""
    with op.batch_alter_table("outbox_message") as outbox:
        outbox.add_column(
            sa.Column(
                "leave_at", sa.String(length=200), nullable=False, server_default=""
            )
        )
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("email", name=op.f("uq_subscription_email")),
        sa.UniqueConstraint("key", name=op.f("uq_subscription_key")),
    )
    op.create_table(
        "subscription_request",
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_subscription_request")),
        sa.UniqueConstraint("key", name=op.f("uq_subscription_request_key")),
    )
    op.create_index(
        op.f("ix_subscription_request_asked_at"), "subscription_request", ["asked_at"]
    )
    op.create_table(
        "subscription_telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=False),
        sa.Column("written_at", sa.String(length=27)),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_subscription_telling_subscription_id_subscription"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_telling")),
        sa.UniqueConstraint(
            "subscription_id",
            "seq",
            name=op.f("uq_subscription_telling_subscription_id_seq"),
        ),
    )
    for column in ("meeting", "written_at"):
        op.create_index(
            op.f(f"ix_subscription_telling_{column}"), "subscription_telling", [column]
        )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("subscription_telling")
    op.drop_table("subscription_request")
    op.drop_table("subscription")
    with op.batch_alter_table("outbox_message") as outbox:
        outbox.drop_column("leave_at")
