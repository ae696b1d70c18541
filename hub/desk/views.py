"""All entries of one section, and the button that tries a publication again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.desk.matters import section
from hub.desk.matters.failures import FAILURES
from hub.publication.models import Failure
from hub.publication.settle import settle

PER_PAGE = 50


@require_safe
def whole_section(request: HttpRequest, key: str) -> HttpResponse:
    """Answer all entries of a section, fifty a page."""
    found = section(key)
    if found is None:
        raise Http404
    page = Paginator(found.rows(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {"section": found, "entries": found.entries(list(page)), "page": page}
    return render(request, "hub/desk/section.html", context)


@require_POST
def retry(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Settle a document again that could not be built; say whether it worked."""
    failure = FAILURES.rows(request.user).filter(document_id=document_id).first()
    if failure is None:
        raise Http404
    settle({document_id})
    if Failure.objects.filter(document_id=document_id).exists():
        text = _("“%(title)s” still cannot be published. Tell the city's IT.")
        messages.error(request, text % {"title": failure.title})
    else:
        text = _("“%(title)s” is up to date on the website now.")
        messages.success(request, text % {"title": failure.title})
    return redirect("wagtailadmin_home")
