"""What Oligo remembers: tables, migrations and one file for each kind of thing kept.

This room knows no Discord, no entries and no settings. Nothing in it can hold a person's id or a person's words: the
types in ``values.py`` and ``query_log.py`` refuse them.
"""
