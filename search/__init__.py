"""Search: PostgreSQL full text as the embedded engine; others come behind the same interface."""
