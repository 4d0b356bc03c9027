"""Oligo: short, sourced, honest cards about multiple sclerosis, inside Discord."""

__version__ = "0.1.0"
