"""The shapes of the states (SVG paths on 16 units) and of the logo (32). A shape must survive a photocopy."""

from types import MappingProxyType

MARKS = MappingProxyType(
    {
        # a triangle with its !, cut out
        "late": "M8 1 16 15H0ZM7.1 6h1.8v5H7.1Zm0 6h1.8v1.8H7.1Z",
        # a hollow diamond
        "soon": "M8 0 16 8 8 16 0 8ZM8 3.8 3.8 8 8 12.2 12.2 8Z",
        # a full square with its tick, cut out
        "kept": "M1 1h14v14H1ZM3 8.5l3.7 3.6 6.5-6.9-1.5-1.4-5.1 5.4L4.4 7.1Z",
        # a half disc
        "open": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2.2v9.6a4.8 4.8 0 0 0 0-9.6Z",
        # two bars
        "hold": "M2 1h4.5v14H2ZM9.5 1H14v14H9.5Z",
        # a lock
        "sealed": "M2.5 7H4V5a4 4 0 0 1 8 0v2h1.5v8h-11ZM6 7h4V5a2 2 0 0 0-4 0Z",
        # a dash
        "none": "M1 7h14v2H1Z",
    }
)
STATES = tuple(MARKS)

# A city block seen from above: walls, a courtyard, and one street leading out of it, which makes a Q.
LOGO_WALLS = "M2 2h28v22l-8-8v-6H10v12h6l8 8H2Z"
LOGO_STREET = "m16.5 16.5 14 14"
