"""Pictures that say what a sentence says: drawn with Pillow, kept, never the only carrier of a fact."""
