"""Matters: business that is followed across meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them, the items' column and the projection's; no item is part of one yet."""
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("file_number", sa.String(40), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("initiative_url", sa.String(1000), nullable=False),
        sa.Column("closed_on", sa.String(10), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("posted_sha256", sa.String(64), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_matter_body_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("file_number", name=op.f("uq_matter_file_number")),
    )
    op.create_index(op.f("ix_matter_body_id"), "matter", ["body_id"])
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("matter_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_agenda_item_matter_id_matter"), "matter", ["matter_id"], ["id"]
        )
    op.create_index(op.f("ix_agenda_item_matter_id"), "agenda_item", ["matter_id"])
    # What it is a hash of has one more column: the agenda itself is compared instead.
    op.execute("UPDATE meeting SET outline_sha256 = ''")
    op.add_column(
        "published_item",
        sa.Column("matter", sa.String(40), nullable=False, server_default=""),
    )
    op.create_index(op.f("ix_published_item_matter"), "published_item", ["matter"])
    number = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
    op.create_table(
        "published_matter",
        sa.Column("file_number", number, nullable=False),
        sa.Column("body", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("file_number", name=op.f("pk_published_matter")),
    )
    op.create_index(op.f("ix_published_matter_body"), "published_matter", ["body"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("published_matter")
    op.execute("DELETE FROM published_item WHERE source_meeting = ''")
    op.drop_index(op.f("ix_published_item_matter"), "published_item")
    op.drop_column("published_item", "matter")
    op.drop_index(op.f("ix_agenda_item_matter_id"), "agenda_item")
    with op.batch_alter_table("agenda_item") as table:
        table.drop_constraint(
            op.f("fk_agenda_item_matter_id_matter"), type_="foreignkey"
        )
        table.drop_column("matter_id")
    op.drop_table("matter")
