"""The first schema."""

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table('audit_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(length=27), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=200), nullable=False),
    sa.Column('action', sa.String(length=80), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_line'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_body_id'), ['body_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_subject'), ['subject'], unique=False)

    op.create_table('body',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('short_name', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('successor_id', sa.Integer(), nullable=True),
    sa.Column('established_on', sa.String(length=10), nullable=False),
    sa.Column('dissolved_on', sa.String(length=10), nullable=False),
    sa.Column('is_dormant', sa.Boolean(), nullable=False),
    sa.Column('seats_authorized', sa.Integer(), nullable=False),
    sa.Column('term_years', sa.Integer(), nullable=False),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('member_title', sa.String(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('posted_sha256', sa.String(length=64), nullable=False),
    sa.Column('roster_sha256', sa.String(length=64), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_body_not_own_parent')),
    sa.ForeignKeyConstraint(['parent_id'], ['body.id'], name=op.f('fk_body_parent_id_body')),
    sa.ForeignKeyConstraint(['successor_id'], ['body.id'], name=op.f('fk_body_successor_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body')),
    sa.UniqueConstraint('slug', name=op.f('uq_body_slug'))
    )
    op.create_table('idempotency_key',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('path', sa.String(length=500), nullable=False),
    sa.Column('location', sa.String(length=1000), nullable=False),
    sa.Column('created_at', sa.String(length=27), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_idempotency_key'))
    )
    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=40), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('start_local', sa.String(length=16), nullable=False),
    sa.Column('end_local', sa.String(length=16), nullable=False),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('start_at', sa.String(length=27), nullable=False),
    sa.Column('end_at', sa.String(length=27), nullable=True),
    sa.Column('is_all_day', sa.Boolean(), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('directions', sa.Text(), nullable=False),
    sa.Column('join_url', sa.String(length=1000), nullable=False),
    sa.Column('join_details', sa.Text(), nullable=False),
    sa.Column('webcast_url', sa.String(length=1000), nullable=False),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('sources', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.Column('notice_sequence', sa.Integer(), nullable=False),
    sa.Column('agenda_note', sa.Text(), nullable=False),
    sa.Column('agenda_version', sa.Integer(), nullable=False),
    sa.Column('notice_sha256', sa.String(length=64), nullable=False),
    sa.Column('agenda_sha256', sa.String(length=64), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'draft') = (number IS NULL)", name=op.f('ck_meeting_numbered')),
    sa.CheckConstraint('end_at IS NULL OR end_at > start_at', name=op.f('ck_meeting_ends_after')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('number', name=op.f('uq_meeting_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_meeting_uid'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index('ix_meeting_start_at', ['start_at'], unique=False)

    op.create_table('organization_page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('short_name', sa.String(length=60), nullable=False),
    sa.Column('tagline', sa.String(length=300), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('credit', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('phone', sa.String(length=60), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('business_hours', sa.Text(), nullable=False),
    sa.Column('accessibility_contact', sa.Text(), nullable=False),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_organization_page_single')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization_page'))
    )
    op.create_table('outbox_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.String(length=200), nullable=False),
    sa.Column('recipient', sa.String(length=320), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.String(length=27), nullable=False),
    sa.Column('due_at', sa.String(length=27), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.String(length=27), nullable=True),
    sa.Column('failed_at', sa.String(length=27), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_message')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_message_message_id'))
    )
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_message_due_at'), ['due_at'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('slug', name=op.f('uq_person_slug'))
    )
    op.create_table('published_date',
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('body', sa.String(length=80), nullable=False),
    sa.Column('start_at', sa.String(length=27), nullable=False),
    sa.Column('over_at', sa.String(length=27), nullable=False),
    sa.Column('local_date', sa.String(length=10), nullable=False),
    sa.Column('is_host', sa.Boolean(), nullable=False),
    sa.Column('is_moved', sa.Boolean(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('number', 'body', 'start_at', name=op.f('pk_published_date'))
    )
    with op.batch_alter_table('published_date', schema=None) as batch_op:
        batch_op.create_index('ix_published_date_all', ['is_host', 'start_at', 'number'], unique=False)
        batch_op.create_index('ix_published_date_body', ['body', 'start_at', 'number'], unique=False)
        batch_op.create_index(batch_op.f('ix_published_date_local_date'), ['local_date'], unique=False)
        batch_op.create_index(batch_op.f('ix_published_date_over_at'), ['over_at'], unique=False)

    op.create_table('published_file',
    sa.Column('document', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('meeting', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('withdrawn', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('document', 'version', name=op.f('pk_published_file'))
    )
    with op.batch_alter_table('published_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_file_meeting'), ['meeting'], unique=False)

    op.create_table('published_meeting',
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('has_agenda', sa.Boolean(), nullable=False),
    sa.Column('has_minutes', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_published_meeting'))
    )
    op.create_table('published_page',
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('sort_key', sa.String(length=200), nullable=False),
    sa.Column('card', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_published_page'))
    )
    with op.batch_alter_table('published_page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_page_sort_key'), ['sort_key'], unique=False)

    op.create_table('published_posting',
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('body', sa.String(length=80), nullable=False),
    sa.Column('is_host', sa.Boolean(), nullable=False),
    sa.Column('posted_at', sa.String(length=27), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('seq', 'body', name=op.f('pk_published_posting'))
    )
    with op.batch_alter_table('published_posting', schema=None) as batch_op:
        batch_op.create_index('ix_published_posting_body', ['body', 'seq'], unique=False)

    op.create_table('published_service',
    sa.Column('body', sa.String(length=80), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('person', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('membership', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('body', 'position', name=op.f('pk_published_service'))
    )
    with op.batch_alter_table('published_service', schema=None) as batch_op:
        batch_op.create_index('ix_published_service_person', ['person'], unique=False)

    op.create_table('record_head',
    sa.Column('log', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('log', name=op.f('pk_record_head'))
    )
    op.create_table('user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('password', sa.String(length=255), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.String(length=27), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_user_fs_uniquifier'))
    )
    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=16), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('closed_title', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('is_action', sa.Boolean(), nullable=False),
    sa.Column('presenter', sa.String(length=300), nullable=False),
    sa.Column('minutes_planned', sa.Integer(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('recommended_motion', sa.Text(), nullable=False),
    sa.Column('legal_basis', sa.String(length=300), nullable=False),
    sa.Column('is_withdrawn', sa.Boolean(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_agenda_item_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['parent_id'], ['agenda_item.id'], name=op.f('fk_agenda_item_parent_id_agenda_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('key', name=op.f('uq_agenda_item_key'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('body_fact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_body_fact_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_fact'))
    )
    with op.batch_alter_table('body_fact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_body_fact_body_id'), ['body_id'], unique=False)

    op.create_table('body_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('start_on', sa.String(length=10), nullable=False),
    sa.Column('end_on', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_body_name_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_name'))
    )
    with op.batch_alter_table('body_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_body_name_body_id'), ['body_id'], unique=False)

    op.create_table('body_parent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=False),
    sa.Column('start_on', sa.String(length=10), nullable=False),
    sa.Column('end_on', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_body_parent_body_id_body')),
    sa.ForeignKeyConstraint(['parent_id'], ['body.id'], name=op.f('fk_body_parent_parent_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_parent'))
    )
    with op.batch_alter_table('body_parent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_body_parent_body_id'), ['body_id'], unique=False)

    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('visibility', sa.String(length=10), nullable=False),
    sa.Column('created_at', sa.String(length=27), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_document_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('key', name=op.f('uq_document_key'))
    )
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_body_id'), ['body_id'], unique=False)

    op.create_table('meeting_body',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_meeting_body_body_id_body')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_body_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('meeting_id', 'body_id', name=op.f('pk_meeting_body'))
    )
    with op.batch_alter_table('meeting_body', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_body_body_id'), ['body_id'], unique=False)

    op.create_table('minutes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('preface', sa.Text(), nullable=False),
    sa.Column('closing', sa.Text(), nullable=False),
    sa.Column('approved_meeting_id', sa.Integer(), nullable=True),
    sa.Column('posted_version', sa.Integer(), nullable=False),
    sa.Column('posted_sha256', sa.String(length=64), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['approved_meeting_id'], ['meeting.id'], name=op.f('fk_minutes_approved_meeting_id_meeting')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_minutes_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('meeting_id', name=op.f('uq_minutes_meeting_id'))
    )
    op.create_table('record_entry',
    sa.Column('log', sa.String(length=80), nullable=False),
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=60), nullable=False),
    sa.Column('posted_at', sa.String(length=27), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('content_sha256', sa.String(length=64), nullable=False),
    sa.Column('leaf_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['log'], ['record_head.log'], name=op.f('fk_record_entry_log_record_head')),
    sa.PrimaryKeyConstraint('log', 'seq', name=op.f('pk_record_entry'))
    )
    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.create_index('ix_record_entry_subject', ['log', 'subject', 'seq'], unique=False)

    op.create_table('role_assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_role_assignment_body_id_body')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_role_assignment_user_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_assignment')),
    sa.UniqueConstraint('user_id', 'role', 'body_id', name=op.f('uq_role_assignment_user_id_role_body_id'))
    )
    with op.batch_alter_table('role_assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_assignment_body_id'), ['body_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_assignment_user_id'), ['user_id'], unique=False)

    op.create_table('seat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('is_voting', sa.Boolean(), nullable=False),
    sa.Column('appointing_authority', sa.String(length=200), nullable=False),
    sa.Column('term_years', sa.Integer(), nullable=False),
    sa.Column('created_on', sa.String(length=10), nullable=False),
    sa.Column('ended_on', sa.String(length=10), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_seat_body_id_body')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat')),
    sa.UniqueConstraint('body_id', 'label', name=op.f('uq_seat_body_id_label'))
    )
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_seat_body_id'), ['body_id'], unique=False)

    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=300), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('first_posted_version', sa.Integer(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_attachment_document_id_document')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_item.id'], name=op.f('fk_attachment_item_id_agenda_item')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_attachment_meeting_id_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('meeting_id', 'document_id', name=op.f('uq_attachment_meeting_id_document_id'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_item_id'), ['item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=100), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_attendance_minutes_id_minutes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('document_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('uploaded_at', sa.String(length=27), nullable=False),
    sa.Column('uploaded_by', sa.String(length=200), nullable=False),
    sa.CheckConstraint('size > 0', name=op.f('ck_document_version_not_empty')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_document_version_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_version')),
    sa.UniqueConstraint('document_id', 'version', name=op.f('uq_document_version_document_id_version'))
    )
    with op.batch_alter_table('document_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_document_version_document_id'), ['document_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('is_voting', sa.Boolean(), nullable=False),
    sa.Column('start_on', sa.String(length=10), nullable=False),
    sa.Column('term_end_on', sa.String(length=10), nullable=False),
    sa.Column('ended_on', sa.String(length=10), nullable=False),
    sa.Column('end_reason', sa.String(length=20), nullable=False),
    sa.Column('is_holdover', sa.Boolean(), nullable=False),
    sa.Column('is_reported', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['body.id'], name=op.f('fk_membership_body_id_body')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id_person')),
    sa.ForeignKeyConstraint(['seat_id'], ['seat.id'], name=op.f('fk_membership_seat_id_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_body_id'), ['body_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_seat_id'), ['seat_id'], unique=False)

    op.create_table('minutes_section',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('item_key', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_section_minutes_id_minutes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_section'))
    )
    with op.batch_alter_table('minutes_section', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_section_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('office',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=False),
    sa.Column('office', sa.String(length=20), nullable=False),
    sa.Column('is_acting', sa.Boolean(), nullable=False),
    sa.Column('start_on', sa.String(length=10), nullable=False),
    sa.Column('end_on', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_office_membership_id_membership')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office'))
    )
    with op.batch_alter_table('office', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_office_membership_id'), ['membership_id'], unique=False)



def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table('office', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_office_membership_id'))

    op.drop_table('office')
    with op.batch_alter_table('minutes_section', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_section_minutes_id'))

    op.drop_table('minutes_section')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_seat_id'))
        batch_op.drop_index(batch_op.f('ix_membership_person_id'))
        batch_op.drop_index(batch_op.f('ix_membership_body_id'))

    op.drop_table('membership')
    with op.batch_alter_table('document_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_version_document_id'))

    op.drop_table('document_version')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_minutes_id'))

    op.drop_table('attendance')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_item_id'))

    op.drop_table('attachment')
    with op.batch_alter_table('seat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_seat_body_id'))

    op.drop_table('seat')
    with op.batch_alter_table('role_assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_assignment_user_id'))
        batch_op.drop_index(batch_op.f('ix_role_assignment_body_id'))

    op.drop_table('role_assignment')
    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_record_entry_subject')

    op.drop_table('record_entry')
    op.drop_table('minutes')
    with op.batch_alter_table('meeting_body', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_body_body_id'))

    op.drop_table('meeting_body')
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_document_body_id'))

    op.drop_table('document')
    with op.batch_alter_table('body_parent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_body_parent_body_id'))

    op.drop_table('body_parent')
    with op.batch_alter_table('body_name', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_body_name_body_id'))

    op.drop_table('body_name')
    with op.batch_alter_table('body_fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_body_fact_body_id'))

    op.drop_table('body_fact')
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_item_meeting_id'))

    op.drop_table('agenda_item')
    op.drop_table('user')
    op.drop_table('record_head')
    with op.batch_alter_table('published_service', schema=None) as batch_op:
        batch_op.drop_index('ix_published_service_person')

    op.drop_table('published_service')
    with op.batch_alter_table('published_posting', schema=None) as batch_op:
        batch_op.drop_index('ix_published_posting_body')

    op.drop_table('published_posting')
    with op.batch_alter_table('published_page', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_published_page_sort_key'))

    op.drop_table('published_page')
    op.drop_table('published_meeting')
    with op.batch_alter_table('published_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_published_file_meeting'))

    op.drop_table('published_file')
    with op.batch_alter_table('published_date', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_published_date_over_at'))
        batch_op.drop_index(batch_op.f('ix_published_date_local_date'))
        batch_op.drop_index('ix_published_date_body')
        batch_op.drop_index('ix_published_date_all')

    op.drop_table('published_date')
    op.drop_table('person')
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_message_due_at'))

    op.drop_table('outbox_message')
    op.drop_table('organization_page')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index('ix_meeting_start_at')

    op.drop_table('meeting')
    op.drop_table('idempotency_key')
    op.drop_table('body')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_line_subject'))
        batch_op.drop_index(batch_op.f('ix_audit_line_body_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_at'))

    op.drop_table('audit_line')
