"""Moderation in the admin: the inbox, one matter, what is decided of it, the morning mail."""
