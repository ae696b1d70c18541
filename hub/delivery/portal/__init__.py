"""The portal: pages and lists in the browser, rendered from rows by a theme."""
