"""What Oligo knows: entries, evidence, glossary, seeds and the words it speaks. No Discord, no database, no clock."""
