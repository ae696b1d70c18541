"""German: how editors may type days and times; the first is how a field shows them. ISO is read
too (Django adds it)."""

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d. %m. %Y", "%d. %m. %y"]
TIME_INPUT_FORMATS = [
    "%H:%M",
    "%H:%M:%S",
    "%H.%M",
    "%H:%M Uhr",
    "%H.%M Uhr",
    "%H Uhr",
    "%H",
]
DATETIME_INPUT_FORMATS = [
    f"{day}{between}{clock}"
    for day in DATE_INPUT_FORMATS
    for between in (" ", ", ", ", um ", " um ")
    for clock in TIME_INPUT_FORMATS
]
