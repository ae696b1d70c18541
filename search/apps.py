"""Django app of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search engines."""

    name = "search"
    label = "hub_search"
