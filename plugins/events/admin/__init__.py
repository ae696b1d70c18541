"""What editors see of events besides the form: lists, the month, the next dates, copying."""
