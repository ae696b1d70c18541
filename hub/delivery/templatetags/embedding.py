"""Tags of themes that lead to the embeds: the page "Einbinden", the discovery of oEmbed."""

from urllib.parse import urlencode

from django import template
from django.template import Context

from hub.delivery.portal.addresses import absolute
from hub.delivery.portal.lists.filters.filter_form import link
from hub.delivery.portal.own import own_url

register = template.Library()


@register.simple_tag(takes_context=True)
def embed_url(context: Context) -> str:
    """Return the page "Einbinden"; on a list with its kind and filter chosen already."""
    path = own_url("embed", context["locale"])
    shown = context.get("list")
    if not shown:
        return path
    return link(path, {**shown.query, "kind": [shown.kind.plural]})


@register.simple_tag(takes_context=True)
def oembed_url(context: Context, form: str = "json") -> str:
    """Return the oEmbed address of a list or a document's page; "" for any other page."""
    shown, page, site = context.get("list"), context.get("page"), context["reader"].site
    if shown:
        url = absolute(link(context["path"], shown.chosen), site)
    elif page and page["url"]:
        url = page["url"]
    else:
        return ""
    return f"{site.facts['url']}/oembed?{urlencode({'url': url, 'format': form})}"
