"""One road for every change: hint, settle, sweep. Rows are the only thing the outside ever
reads."""
