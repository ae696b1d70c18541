"""What each address answers: lists, one document, changes, search, vocabularies, formats."""
