"""Deciding: what is public, where, in which languages, and whose facts it has."""
