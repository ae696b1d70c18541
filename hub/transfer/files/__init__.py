"""Content in files: export, and taking a capability out for good."""
