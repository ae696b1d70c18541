"""What the shared content brings to Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from hub.content.viewsets import Basics

register_snippet(Basics)
