"""Alembic's entry: run the migrations on the connection that ``bot/storage/schema.py`` hands over.

That connection is already inside a transaction, so a process killed half-way leaves no half-made schema. Logging is the
application's business and is not touched here.
"""

from alembic import context

from bot.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
