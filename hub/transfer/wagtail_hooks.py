"""What the road in brings to Wagtail's admin: proposals where editors edit, and in the history."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from hub.content.models import HubPage, Record
from hub.transfer.proposals import REFUSED, TAKEN_OVER, name_of, proposals_of
from hub.transfer.side_by_side import label_of
from hub.transfer.views import proposals


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the address at which an editor decides on proposals."""
    address = "proposals/<uuid:document_id>/<str:locale>/"
    return [path(address, proposals, name="hub_proposals")]


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def tell_of_proposals(request: HttpRequest, source: Any) -> None:
    """Say above the form which fields a source has changed too, and lead to them."""
    if request.method != "GET" or not isinstance(source, HubPage | Record):
        return
    waiting = proposals_of(source)
    if not waiting:
        return
    names = sorted({name_of(proposal) for proposal in waiting})
    labels = [label_of(type(source), proposal.field) for proposal in waiting]
    words = {
        "sources": get_text_list(names, _("and")),
        "fields": get_text_list(labels, _("and")),
    }
    address = reverse("hub_proposals", args=[source.translation_key, source.locale.language_code])
    text = _("%(sources)s: something else is said there now. It concerns: %(fields)s.")
    messages.warning(request, text % words, buttons=[messages.button(address, _("Compare"))])


class _Decision(LogFormatter):
    """How a decision on a proposal reads in the history."""

    sentence: Any = ""

    def format_message(self, log_entry: Any) -> str:
        """Return the sentence with the field and the source."""
        facts, model = log_entry.data, log_entry.content_type.model_class()
        label = label_of(model, facts["field"]) if model else facts["field"]
        return str(self.sentence) % {"label": label, "source": facts["source"] or _("a file")}


class TakenOver(_Decision):
    """A proposal that was taken over."""

    label = gettext_lazy("Take over")
    sentence = gettext_lazy("“%(label)s” taken over from %(source)s")


class Refused(_Decision):
    """A proposal that was refused."""

    label = gettext_lazy("Refuse")
    sentence = gettext_lazy("“%(label)s” left as it was, against %(source)s")


@hooks.register("register_log_actions")
def register_decisions(actions: Any) -> None:
    """Give Wagtail's history both decisions."""
    actions.register_action(TAKEN_OVER)(TakenOver)
    actions.register_action(REFUSED)(Refused)
