"""Errands that neighbours need help with."""
