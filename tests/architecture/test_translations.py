"""The translations' own tools, tried on a small house with everything that can go wrong in it."""

from pathlib import Path

import polib
import pytest

from quartier.surface import catalogues
from tools import messages
from tools.translations import checks, extract, store

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

# Translators: the town hall's letter-box
_("Letter-box")
ngettext("%(count)s request", "%(count)s requests", n) % {"count": n}
pgettext_lazy("verb", "Post")
"""
TEMPLATE = """{% load i18n %}
  <p>{% translate "Send" %} isn't "hard"
{% blocktranslate trimmed count counter=n with name=who %}
    {{ counter }} lamp for {{ name }}
  {% plural %}
    {{ counter }} lamps for {{ name }}
{% endblocktranslate %}
 {% button _("Save") %}
"""
ALL = {"Letter-box", "%(count)s request", "Post", "Send", "%(counter)s lamp for %(name)s", "Save"}


@pytest.fixture
def small_house(tmp_path: Path):
    package = tmp_path / "src" / "quartier" / "features" / "post"
    (package / "templates" / "post").mkdir(parents=True)
    (package / "locale").mkdir()
    (package / "actions.py").write_text(PYTHON)
    (package / "templates" / "post" / "page.html").write_text(TEMPLATE)
    extract.packages.cache_clear()
    yield tmp_path
    extract.packages.cache_clear()


def catalogue(house: Path, language: str) -> Path:
    return (
        house / "src" / "quartier" / "features" / "post" / "locale" / language / "LC_MESSAGES" / "django.po"
    )


def translate(house: Path, language: str, **texts: str) -> None:
    """Fill every form of every message, those in `texts` as given, the others with the English text."""
    path = catalogue(house, language)
    content = polib.pofile(str(path), wrapwidth=0)
    for entry in content:
        text = texts.get(entry.msgid, entry.msgid_plural or entry.msgid)
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(store.plural_forms(language)), text)
        else:
            entry.msgstr = text
    path.write_text(store.text_of(content), encoding="utf-8")


def complete(house: Path, **french: str) -> list[str]:
    messages.update(house)
    translate(house, "uk")
    translate(house, "fr", **french)
    return checks.house(house)


def test_python_and_templates_are_extracted(small_house):
    messages.update(small_house)
    content = polib.pofile(str(catalogue(small_house, "uk")))
    assert {entry.msgid for entry in content} == ALL
    assert [entry.msgid for entry in content] == sorted(ALL)
    assert content.find("Letter-box").comment == "Translators: the town hall's letter-box"
    assert content.find("Post", by="msgid").msgctxt == "verb"
    assert "nplurals=4" in content.metadata["Plural-Forms"]


def test_a_complete_house_has_nothing_to_say(small_house):
    assert complete(small_house) == []
    assert messages.update(small_house) == []


def test_a_translation_is_kept_and_a_dead_one_goes(small_house):
    complete(small_house, Send="Envoyer")
    source = small_house / "src/quartier/features/post/actions.py"
    source.write_text(PYTHON.replace("Letter-box", "Mail room"))
    assert any("stale: “Letter-box”" in line for line in checks.house(small_house))
    messages.update(small_house)
    content = polib.pofile(str(catalogue(small_house, "fr")))
    assert content.find("Send").msgstr == "Envoyer"
    assert content.find("Letter-box") is None
    assert [line for line in checks.house(small_house) if "missing: “Mail room”" in line]


def test_a_text_that_moves_takes_its_translation_along(small_house):
    complete(small_house, Send="Envoyer")
    other = small_house / "src/quartier/features/bell"
    (other / "locale").mkdir(parents=True)
    (other / "actions.py").write_text('_("Send")\n')
    extract.packages.cache_clear()
    messages.update(small_house)
    moved = other / "locale/fr/LC_MESSAGES/django.po"
    assert polib.pofile(str(moved)).find("Send").msgstr == "Envoyer"


def test_the_form_for_fractions_follows_the_few(small_house):
    messages.update(small_house)
    path = catalogue(small_house, "uk")
    content = polib.pofile(str(path), wrapwidth=0)
    content.find("%(count)s request").msgstr_plural = {
        0: "%(count)s заява",
        1: "%(count)s заяви",
        2: "%(count)s заяв",
        3: "",
    }
    path.write_text(store.text_of(content), encoding="utf-8")
    messages.update(small_house)
    assert polib.pofile(str(path)).find("%(count)s request").msgstr_plural[3] == "%(count)s заяви"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ({"%(count)s request": "%(number)s demandes"}, "placeholders differ"),
        ({"%(count)s request": "%s demandes"}, "placeholder without a name"),
        ({"Letter-box": "<b>Boîte</b>"}, "HTML differs"),
        ({"Letter-box": "Boîte "}, "white space at the ends differs"),
        ({"Send": "Soumettre"}, "not to be said here: Soumettre"),
        ({"Letter-box": ""}, "missing"),
    ],
)
def test_each_fault_is_found(small_house, text, problem):
    assert any(problem in line for line in complete(small_house, **text))


def test_a_fuzzy_or_doubled_entry_is_found(small_house):
    complete(small_house)
    path = catalogue(small_house, "fr")
    once = path.read_text(encoding="utf-8")
    path.write_text(once.replace('msgid "Send"', '#, fuzzy\nmsgid "Send"'), encoding="utf-8")
    assert any("fuzzy: “Send”" in line for line in checks.house(small_house))
    path.write_text(once + '\nmsgid "Send"\nmsgstr "Envoyer"\n', encoding="utf-8")
    assert any("twice: “Send”" in line for line in checks.house(small_house))
    messages.update(small_house)
    assert not any("twice" in line for line in checks.house(small_house))


def test_two_packages_may_not_translate_one_text_differently(small_house):
    other = small_house / "src" / "quartier" / "features" / "bell"
    (other / "locale").mkdir(parents=True)
    (other / "actions.py").write_text('_("Letter-box")\n')
    extract.packages.cache_clear()
    messages.update(small_house)
    for package, text in (("post", "Boîte"), ("bell", "Boîte aux lettres")):
        path = small_house / f"src/quartier/features/{package}/locale/fr/LC_MESSAGES/django.po"
        content = polib.pofile(str(path), wrapwidth=0)
        content.find("Letter-box").msgstr = text
        path.write_text(store.text_of(content), encoding="utf-8")
    assert any("two translations of “Letter-box”" in line for line in checks.house(small_house))


@pytest.mark.parametrize("call", ['_(f"Dear {name}")', '_("Dear " + name)', '_("Dear {}".format(name))'])
def test_a_glued_text_is_refused(small_house, call):
    (small_house / "src/quartier/features/post/glued.py").write_text(call + "\n")
    assert any("not a plain string" in line for line in checks.house(small_house))


def test_a_compiled_catalogue_speaks_and_is_renewed(small_house):
    complete(small_house, Send="Envoyer")
    root = small_house / "src" / "quartier"
    assert len(catalogues.compile_stale(root)) == 2
    assert catalogues.compile_stale(root) == []
    compiled = catalogue(small_house, "fr").with_suffix(".mo")
    assert polib.mofile(str(compiled)).find("Send").msgstr == "Envoyer"
    translate(small_house, "fr", Send="Expédier")
    assert catalogues.compile_stale(root) == [compiled]


def test_remarks_in_the_glossary_are_for_people():
    assert checks.words("user; населення for one person; громадянин (excludes foreigners)") == ["user"]
