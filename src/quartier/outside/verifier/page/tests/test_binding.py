"""One file out of the parts: nothing is fetched, nothing runs that the page's own policy does not name."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from quartier.outside.verifier.page import binding

POLICY = "# Політика </script><b>\nlog none\n"


def page(**given) -> str:
    return binding.bind(policy=POLICY, day="2026-11-21", **given)


def test_the_page_fetches_nothing_and_names_no_address():
    html = page().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"https?:|//[a-z]|@import|url\(|\bsrc=|fetch\(|XMLHttpRequest|WebSocket|eval\(", html
    )


def test_script_and_style_are_the_ones_that_the_content_policy_names():
    html = page()
    for name, hashed in re.findall(r"(script|style)-src '([^']+)'", html):
        [text] = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert hashed == "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
    assert "default-src 'none'" in html


def test_the_policy_is_bound_in_as_it_is_and_cannot_end_its_element():
    [text] = re.findall(r'<script type="application/json" id="bound">(.*?)</script>', page(), re.DOTALL)
    bound = json.loads(text)
    assert bound["policy"] == b64encode(POLICY.encode()).decode()
    assert bound["day"] == "2026-11-21"


def test_the_same_policy_gives_the_same_bytes():
    assert page() == page()
    assert page(language="fr") != page()


def test_a_name_that_two_parts_use_is_refused(tmp_path, monkeypatch):
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\nexport const same = two;\n')
    (tmp_path / "two.js").write_text("export const [two, same] = [2, 1];\n")
    monkeypatch.setattr(binding, "SCRIPT", tmp_path)
    with pytest.raises(ValueError, match="same stands in two"):
        binding.joined("one")


def test_each_part_is_bound_in():
    script = binding.joined("page")
    assert [
        part.stem for part in sorted(binding.SCRIPT.glob("*.js")) if f"// {part.name}\n" not in script
    ] == []


def test_each_word_of_the_page_is_said_in_three_languages_with_the_same_gaps():
    words = json.loads((binding.HERE / "words.json").read_text(encoding="utf-8"))
    for name, said in words.items():
        assert tuple(said) == binding.LANGUAGES, name
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in said.values()}) == 1, name
        assert all(said.values()), name


def test_the_page_uses_each_of_its_words_and_no_other():
    words = json.loads((binding.HERE / "words.json").read_text(encoding="utf-8"))
    html = (binding.HERE / "page.html").read_text(encoding="utf-8")
    script = binding.joined("page")
    used = set(re.findall(r'data-(?:say|name)="(\w+)"', html)) | set(
        re.findall(r'(?<!\.)\bsay\("(\w+)"', script)
    )
    used |= {f"stage_{stage}" for stage in re.findall(r'pace\("(\w+)"', script)}
    used |= {f"means_{state}" for state in ("kept", "late", "soon")} | {"title", "trust_other", "compare"}
    assert used == set(words)
