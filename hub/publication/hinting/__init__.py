"""Hints: what has to be looked at again, remembered until somebody has."""
