"""Building: from a page or record to its document and row."""
