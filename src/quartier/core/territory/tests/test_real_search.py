"""Search over real gazetteers, with the slips that people make."""

from typing import Any

import pytest

from quartier.core.territory import actions, queries
from quartier.core.territory.imports import import_places
from quartier.core.territory.rules.gazetteers import library
from quartier.core.territory.rules.names import latin

from .conftest import AT, home
from .real import real

pytestmark = [pytest.mark.database, pytest.mark.real_data]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {
        "brussels": real("places/gazetteer/brussels_streets.csv").read_bytes(),
        "kherson": real("places/gazetteer/fiz-geo-khersonska.geojson").read_bytes(),
        "khmelnytskyi": real("places/gazetteer/fiz-geo-khmelnytska.geojson").read_bytes(),
    }


def take(as_fixture: Any, data: bytes, mapping: str) -> int:
    with as_fixture():
        root = actions.save_home(facts=home(geometry=None), at=AT)
        report = import_places(data=data, mapping=library()[mapping], home="lypivka")
        assert report.done
    return root


def found(typed: str, root: int, *, first: int = 5) -> list[str]:
    return [text for hit in queries.search(typed, home=root, limit=first) for text in hit.names.values()]


def test_streets_of_brussels(db, as_fixture, files):
    root = take(as_fixture, files["brussels"], "be-brussels-streets")
    expected = {
        "Chaussée de Wavre": [
            "chausee de wavre",
            "Chée de Wavre",
            "CHAUSSEE DE WAVRE 120",
            "waversesteenweg",
        ],
        "Avenue de Tervueren": [
            "av. de tervuren",
            "avenue de tervueren",
            "tervurenlaan",
            "Av de Tervuren 12 bte 3",
        ],
        "Rue Gray": ["rue gray", "rue grai", "12, rue Gray", "graystraat"],
        "Place Jourdan": ["place jourdan", "pl. jourdan", "place jordan", "jourdanplein"],
        "Boulevard Saint-Michel": ["bd st michel", "boulevard saint michel", "sint michielslaan"],
    }
    for name, ways in expected.items():
        for typed in ways:
            assert name in found(typed, root), typed
    [first, *_] = queries.search("rue de la loi 16", home=root)
    assert (first.names["fr"], first.number, first.exact) == ("Rue de la Loi", "16", False)


def test_every_tenth_street_of_brussels_is_found_with_a_letter_missing(db, as_fixture, files):
    root = take(as_fixture, files["brussels"], "be-brussels-streets")
    streets = [place.names["fr"] for place in queries.places(home=root, limit=6000)][::100]
    missed = []
    for name in streets:
        middle = len(name) // 2 + 2
        if name not in found(name[:middle] + name[middle + 1 :], root, first=10):
            missed.append(name)
    assert len(missed) <= len(streets) * 0.05, missed


def test_names_of_kherson_oblast_in_both_alphabets(db, as_fixture, files):
    root = take(as_fixture, files["kherson"], "ua-khersonska-names")
    names = [place.names for place in queries.places(home=root, limit=2000)][::20]
    for each in names:
        assert each["uk"] in found(each["uk"], root, first=10), each
        assert each["uk"] in found(each["en"], root, first=10), each
        assert each["uk"] in found(each["uk"].replace("и", "і").upper(), root, first=10), each


def test_the_official_latin_form_is_ours(db, as_fixture, files):
    """The register tells its own transliteration: ours agrees on nearly all of it."""
    rows = [library()["ua-khersonska-names"], library()["ua-khmelnytska-names"]]
    assert all(rows)
    root = take(as_fixture, files["khmelnytskyi"], "ua-khmelnytska-names")
    pairs = [place.names for place in queries.places(home=root, limit=2000) if "en" in place.names]
    same = [each for each in pairs if latin(each["uk"]) == latin(each["en"])]
    assert len(same) / len(pairs) > 0.95
