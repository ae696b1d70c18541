"""Content in and out: documents as JSON Lines, with what is needed to rebuild a page exactly.

A line is a document as the API gives it (schema version 1) plus `rebuild`; vocabulary (topics,
districts, places, contacts) travels in lines of its own. Reading never deletes anything.
"""
