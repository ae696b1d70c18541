"""The duties of a public website on accessibility: the statement, and reports of barriers."""
