"""Lists of the portal: filters, agenda, month and map, search, topics, remembered items."""
