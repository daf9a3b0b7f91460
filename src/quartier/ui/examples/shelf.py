"""All examples, in the order of the gallery."""

from quartier.ui.examples import acts, data, figures, inputs, places, signature, states
from quartier.ui.examples.shape import Component, Words


def all_components(t: Words) -> list[Component]:
    """Every part."""
    return [
        component
        for group in (acts, states, signature, inputs, data, figures, places)
        for component in group.components(t)
    ]
