"""Documents that are looked at in a browser."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("watch") as watch:
        watch.add_column(sa.Column("browser_since", sa.DateTime(timezone=True), nullable=True))
