"""Keep rules of notice, and those of a body."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to a meeting what its notice must meet."""
    op.create_table(
        "rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("effective_from", sa.String(10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint(
            "code", "effective_from", name=op.f("uq_rule_set_code_effective_from")
        ),
    )
    op.create_table(
        "body_rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("start_on", sa.String(10), nullable=False),
        sa.Column("end_on", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_body_rule_set_body_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_rule_set")),
    )
    with op.batch_alter_table("meeting") as batch:
        batch.add_column(
            sa.Column("duties_sha256", sa.String(64), nullable=False, server_default="")
        )
    op.create_index(op.f("ix_body_rule_set_body_id"), "body_rule_set", ["body_id"])


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("meeting") as batch:
        batch.drop_column("duties_sha256")
    op.drop_table("body_rule_set")
    op.drop_table("rule_set")
