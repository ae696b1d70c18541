"""Transactional mail."""
