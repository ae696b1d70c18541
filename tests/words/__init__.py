"""Words: dates, prices and figures as each language says them."""
