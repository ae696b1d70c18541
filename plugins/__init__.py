"""Capabilities: everything the hub can publish is a folder in here, or another Python package."""
