"""The only door to other people's servers: every address checked, every answer bounded."""
