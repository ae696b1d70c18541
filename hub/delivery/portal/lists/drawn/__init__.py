"""Parts of pages, drawn once and kept for all who are shown the same."""
