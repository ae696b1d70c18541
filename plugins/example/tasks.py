"""What beat starts after midnight."""

from celery import shared_task
from django.utils import timezone

from plugins.example.models import Note


@shared_task(name="example.unpin")
def unpin() -> int:
    """Take the pin off notes whose day has passed; return how many. Safe to repeat."""
    due = list(Note.objects.filter(pinned_until__lt=timezone.localdate()))
    for note in due:
        note.pinned_until = None
        note.save()
    return len(due)
