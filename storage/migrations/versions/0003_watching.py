"""What watching remembers between runs: rejected texts, the kind of a bad look, moved addresses, lying servers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("watch", sa.Column("rejected_substance", sa.LargeBinary(32), nullable=True))
    op.add_column("watch", sa.Column("bad_kind", sa.Text(), nullable=True))
    op.add_column("watch", sa.Column("unreachable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("source", sa.Column("moved_to", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("not_modified", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("incident", sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))
    # An older program kept the kind of a bad look in the memory of its run; what is open still says it.
    op.execute(
        "UPDATE watch SET bad_kind = coalesce("
        "(SELECT i.kind FROM incident i WHERE i.document_id = watch.document_id AND i.closed_at IS NULL "
        "AND i.kind <> 'flapping'), 'failing') WHERE bad_streak > 0"
    )
