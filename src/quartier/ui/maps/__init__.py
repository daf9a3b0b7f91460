"""Maps drawn on the server as SVG, for paper and for pages without script; and what the live map is given."""
