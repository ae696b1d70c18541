"""Registry of personal data, retention, export, erasure."""
