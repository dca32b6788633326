"""Wrong passwords, by account and by where they came from."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "wrong_password",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=45), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_password")),
    )
    for name in ("account", "network"):
        op.create_index(op.f(f"ix_wrong_password_{name}"), "wrong_password", [name])


def downgrade() -> None:
    """Take it away."""
    for name in ("network", "account"):
        op.drop_index(op.f(f"ix_wrong_password_{name}"), table_name="wrong_password")
    op.drop_table("wrong_password")
