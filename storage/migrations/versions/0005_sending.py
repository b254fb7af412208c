"""Documents that send headers of their own; sources that follow a link; where a page that is gone may be."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("sends", sa.Text(), nullable=False, server_default=""))
    op.add_column("source", sa.Column("follow", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("followed", sa.Text(), nullable=True))
    op.add_column("watch", sa.Column("proposal", sa.Text(), nullable=True))
