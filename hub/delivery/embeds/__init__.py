"""Embeds: the hub's lists in other websites, as elements, as HTML fragments, by oEmbed."""
