"""Content in files: pictures and documents beside the lines, export, taking a capability out."""
