"""What members are asked to read, and who has."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "reading_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("reminded_at", sa.String(length=27), nullable=True),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_reading_request_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_reading_request_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_request")),
    )
    op.create_index(op.f("ix_reading_request_body_id"), "reading_request", ["body_id"])
    op.create_table(
        "acknowledgment",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("acknowledged_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["reading_request.id"],
            name=op.f("fk_acknowledgment_request_id_reading_request"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_acknowledgment_person_id_person"),
        ),
        sa.PrimaryKeyConstraint(
            "request_id", "person_id", "version", name=op.f("pk_acknowledgment")
        ),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("acknowledgment")
    op.drop_index(op.f("ix_reading_request_body_id"), table_name="reading_request")
    op.drop_table("reading_request")
