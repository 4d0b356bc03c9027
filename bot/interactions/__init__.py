"""Discord, and nothing but Discord: payloads in, queries to the desk, cards out."""
