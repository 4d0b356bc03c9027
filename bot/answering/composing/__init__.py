"""Entries to pages: one module a kind of card. All of Discord's markdown on a card is written here."""
