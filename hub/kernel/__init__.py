"""The capability contract, its parts and registry, and the document's shape.

Plain Python and Django: this room knows neither Wagtail nor any capability.
"""
