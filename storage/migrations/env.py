"""Alembic's entry: runs the migrations on the connection that storage.schema hands over."""

from alembic import context

from storage import models, runs  # noqa: F401 - fills the metadata
from storage.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
