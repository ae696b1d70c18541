"""What keeps machines, floods and bad files away."""
