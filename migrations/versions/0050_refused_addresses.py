"""Addresses that were refused for good, and which mail tells what."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and add the column."""
    op.create_table(
        "mail_suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_suppression")),
        sa.UniqueConstraint("email", name=op.f("uq_mail_suppression_email")),
    )
    op.add_column("subscription_telling", sa.Column("mail_id", sa.Integer()))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("subscription_telling") as telling:
        telling.drop_column("mail_id")
    op.drop_table("mail_suppression")
