"""Every pair of colours in use, computed from the stylesheet's own tokens: text 4.5, borders of fields 3."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static/ui/css/tokens.css").read_text()
GROUNDS = {
    "ink": "paper sheet wash tint latew soonw keptw holdw q1 q2 q3",
    "ink2": "paper sheet wash tint latew soonw keptw holdw",
    "accent": "paper sheet wash tint",
    "onaccent": "accent late",
    "paper": "ink q4 q5",
    "late": "paper sheet wash latew",
    "soon": "paper sheet wash soonw",
    "kept": "paper sheet wash keptw",
    "hold": "paper sheet wash holdw",
    "edge": "paper sheet wash",
}
PAIRS = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds.split()]


def colours() -> dict[str, tuple[str, str]]:
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_47_pairs_are_listed() -> None:
    assert len(PAIRS) == 47


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_pair_has_contrast(text: str, ground: str, mode: int) -> None:
    tokens = colours()
    needed = 3.0 if text == "edge" else 4.5
    assert ratio(tokens[text][mode], tokens[ground][mode]) >= needed


def test_steps_of_the_ramp_rise_in_both_modes() -> None:
    tokens = colours()
    light = [luminance(tokens[f"q{at}"][0]) for at in range(1, 6)]
    dark = [luminance(tokens[f"q{at}"][1]) for at in range(1, 6)]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_phones_without_light_dark_get_the_light_values() -> None:
    fallback = TOKENS.split("@supports not", 1)[1].split("[data-theme", 1)[0]
    tokens = colours()
    for name, value in re.findall(r"--(\w+): (#\w{6});", fallback):
        assert tokens[name][0] == value
