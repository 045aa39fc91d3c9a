"""What Alembic runs: the connection comes from models/db/migrate.py."""

from alembic import context

from models.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
