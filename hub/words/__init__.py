"""How the hub says things in its languages: dates, spans of time, prices, the words of filters."""
