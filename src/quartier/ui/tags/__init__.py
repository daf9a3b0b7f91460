"""Template tags of the design system, by what they draw. Loaded together by `{% load ui %}`."""
