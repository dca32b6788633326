"""Numbering by body, authority on items, and what is pulled from a consent block."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ITEM = {
    "authorities": sa.Text(),
    "typed_number": sa.String(20),
    "pulled_from": sa.String(16),
    "pulled_by": sa.String(300),
    "pull_reason": sa.Text(),
}


def upgrade() -> None:
    """Add what an item and a meeting say; let a number be as long as it must."""
    with op.batch_alter_table("agenda_item") as table:
        for name, kind in ITEM.items():
            table.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        table.add_column(
            sa.Column("pulled_place", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("meeting") as table:
        table.add_column(
            sa.Column(
                "numbering", sa.String(12), nullable=False, server_default="decimal"
            )
        )
        table.add_column(
            sa.Column(
                "posts_times", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("minutes_section") as table:
        table.alter_column(
            "number", existing_type=sa.String(20), type_=sa.String(60), nullable=False
        )
    op.create_table(
        "agenda_style",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("numbering", sa.String(12), nullable=False),
        sa.Column("posts_times", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_agenda_style_body_id_body")
        ),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_agenda_style")),
    )


def downgrade() -> None:
    """Take them away; numbers that are too long are cut."""
    op.drop_table("agenda_style")
    op.execute("UPDATE minutes_section SET number = substr(number, 1, 20)")
    with op.batch_alter_table("minutes_section") as table:
        table.alter_column(
            "number", existing_type=sa.String(60), type_=sa.String(20), nullable=False
        )
    with op.batch_alter_table("meeting") as table:
        table.drop_column("posts_times")
        table.drop_column("numbering")
    with op.batch_alter_table("agenda_item") as table:
        for name in ("pulled_place", *ITEM):
            table.drop_column(name)
