"""Looks: themes, colours, drawn tiles."""
