"""What a sender meets: the page of a form, the page of their link, the way to a new link."""
