"""The design system: tokens, components, form renderer, charts and maps as SVG. Knows no domain."""
