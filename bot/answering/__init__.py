"""A question in, an answer out. Pure and synchronous: no Discord, no database, no waiting."""
