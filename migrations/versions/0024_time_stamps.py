"""Time stamps of checkpoints, as authorities answer them."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "record_timestamp",
        sa.Column("log", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("stamped_at", sa.String(length=27), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["log", "size"],
            ["record_checkpoint.log", "record_checkpoint.size"],
            name="fk_record_timestamp_checkpoint",
        ),
        sa.PrimaryKeyConstraint("log", "size", name=op.f("pk_record_timestamp")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("record_timestamp")
