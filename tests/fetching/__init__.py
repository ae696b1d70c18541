"""The only door to other people's servers."""
