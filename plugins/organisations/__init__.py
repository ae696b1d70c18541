"""The directory of network partners."""
