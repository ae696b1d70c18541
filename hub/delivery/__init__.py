"""What the world reads, from rows only."""
