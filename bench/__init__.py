"""The benchmark: Oligo beside the smallest possible discord.py bot, in one run."""
