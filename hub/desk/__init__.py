"""The editors' dashboard and reports."""
