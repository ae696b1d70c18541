"""What delivery reads besides lists: documents, changes, vocabularies, days, site, edition."""
