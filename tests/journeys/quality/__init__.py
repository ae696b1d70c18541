"""The portal, page by page: barriers, sizes, validity, what leaves the browser."""
