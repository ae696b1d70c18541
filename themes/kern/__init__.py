"""The theme of KERN, the design system of the German administration (kern-ux.de)."""
