"""Themes: folders that say how the portal looks. They import nothing of the hub."""
