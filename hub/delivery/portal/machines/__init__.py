"""What the portal says to machines: sitemap, robots, style sheets, pictures, health."""
