"""The same lists in other formats: iCalendar, RSS, Atom, JSON Feed, CSV, JSON-LD."""
