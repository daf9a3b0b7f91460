"""Examples of every part, as data: the gallery shows them, the tests read them. All places and people are invented."""

from quartier.ui.examples import acts, data, figures, inputs, places, signature, states
from quartier.ui.examples.shape import Component, Words


def all_components(t: Words) -> list[Component]:
    """Every part, in the order of the gallery."""
    return [
        component
        for group in (acts, states, signature, inputs, data, figures, places)
        for component in group.components(t)
    ]
