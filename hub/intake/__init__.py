"""What anybody may send by a form of the portal or by the API, and what becomes of it: confirmed by
a mail, waiting for a moderator, changed by its sender's link."""
