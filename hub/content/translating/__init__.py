"""Translations: what is ordered, what may be written, which facts are no translator's."""
