"""What the acts take and what the schema says are the same."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quartier.features.custody.rules import bundle, schema, values
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.tests.test_values import some

PACKS = st.sampled_from(["ua.custody", "ew.custody"])


def test_the_schema_of_a_bundle_is_a_schema() -> None:
    jsonschema_rs.meta.validate(bundle.schema(ACTS.values()))


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])  # a machine under load
@given(data=st.data())
def test_whatever_an_act_takes_fits_its_schema(act: Act, data: st.DataObject) -> None:
    pack = data.draw(PACKS)
    fields = values.asked(act.fields, {}, pack=pack)
    given = data.draw(st.fixed_dictionaries({}, optional={one.code: some(one, pack) for one in fields}))
    found: dict[str, Any] = values.check(act, given, pack=pack).values
    jsonschema_rs.validate(schema.said(act), found)
    open_, sealed = schema.said(act, sealed=False), schema.said(act, sealed=True)
    if not act.whole:
        assert not set(open_["properties"]) & set(sealed["properties"])


def test_what_is_not_asked_does_not_fit() -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schema.said(ACTS["check"]), {"seen": "asleep"})
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schema.said(ACTS["check"]), {"colour": "red"})
