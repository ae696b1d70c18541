"""The document: its shape, its JSON Schema, what a kind's builder makes of it, a line read back."""
