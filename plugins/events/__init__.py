"""Events: dates by RFC 5545, places, prices, registration, and what editors need to keep them."""
