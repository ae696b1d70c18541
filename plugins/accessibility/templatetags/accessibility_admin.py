"""Words about the deadline for the admin's templates."""

from datetime import date

from django import template

from plugins.accessibility.deadline import left_in_words

register = template.Library()


@register.filter
def days_left(due_on: date) -> str:
    """Return "3 days overdue", "today" or "5 days left"."""
    return left_in_words(due_on)
