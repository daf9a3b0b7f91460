"""The shipped data: every mapping, crosswalk and name holds together; a broken one is refused with all that is wrong."""

import pytest

from quartier.core.incidents.rules import mapping as mappings
from quartier.core.incidents.rules.library import read
from quartier.core.incidents.rules.vocabulary import crosswalk, crosswalks, parse, vocabulary
from quartier.core.kit.errors import Invalid


@pytest.mark.parametrize("name", mappings.shipped())
def test_every_shipped_mapping_reads_and_is_named_like_its_file(name):
    found = mappings.mapping(name)
    assert found.name == name
    assert {"uk", "fr", "en"} <= set(found.title)


def test_the_promised_mappings_are_there():
    assert {"uk-police", "toronto-mci", "nij-portland", "new-york-thefts", "quartier-demo"} <= set(
        mappings.shipped()
    )


@pytest.mark.parametrize("name", crosswalks())
def test_every_crosswalk_leads_into_its_vocabulary(name):
    assert crosswalk(name)


def test_a_filter_on_a_wide_kind_finds_the_narrow_ones():
    words = vocabulary()
    assert {"burglary", "burglary_dwelling"} <= words.below("property")
    assert words.below("robbery") == {"robbery"}


def test_what_may_never_be_on_a_public_map():
    assert vocabulary().sensitive() == {
        "violence_or_sexual", "sexual_offences", "domestic_violence", "missing_children",
    }  # fmt: skip


def test_a_kind_without_a_name_in_one_language_is_refused():
    data = {"version": "x", "kinds": {"a": {"names": {"uk": "а", "en": "a"}}}}
    with pytest.raises(ValueError, match="no name in fr"):
        parse(data)


def test_everything_wrong_with_a_mapping_is_said_at_once():
    raw = read("mappings", "uk-police")
    raw["time"] = {"how": "fortnight", "columns": ["Month"], "format": "%Y-%m"}
    raw["kind"] = {"constant": "nonsense"}
    raw["place"] = {**raw["place"], "colour": "red"}
    with pytest.raises(Invalid) as caught:
        mappings.parse(raw)
    assert "place.colour" in {problem.field for problem in caught.value.problems}
    raw["place"].pop("colour")
    with pytest.raises(Invalid) as caught:
        mappings.parse(raw)
    assert {problem.code for problem in caught.value.problems} == {
        "mapping_time_columns",
        "mapping_kind_unknown",
    }


def test_a_mapping_without_its_place_says_so():
    raw = {key: value for key, value in read("mappings", "uk-police").items() if key != "place"}
    with pytest.raises(Invalid) as caught:
        mappings.parse(raw)
    assert [(p.field, p.code) for p in caught.value.problems] == [("place", "mapping_key_missing")]
