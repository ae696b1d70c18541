"""Plans and writes what was read: new pages in bulk, changed ones by Wagtail's own methods."""
