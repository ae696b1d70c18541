"""Pages of the portal: from the row behind an address to the theme's HTML."""
