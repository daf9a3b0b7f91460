"""A stay told in few words, as the record that usually comes of it: arrival, rights, decision, risk, cell, rounds."""

from datetime import date, timedelta
from typing import Any

EVERY = {"general": 58, "intermittent": 28, "rousing": 28, "constant": 28, "close": 28}
ADULT, YEAR = 18, 365.25
# Who works where, and what they say, by suite.
HANDS = {
    "lypivka": ("denys_kolodnyi", "olha_myronyk", "petro_yatsyna"),
    "north-quay": ("bridget_rowntree",) * 3,
}
SAID = {
    "lypivka": {
        "place": "Липівка, вул. Соборна",
        "facts": "Застали на місці, описав свідок.",
        "language": "українська",
        "grounds": "Застали під час вчинення; причетність перевіряє слідча.",
        "why": "За результатом оцінки ризиків.",
        "risk": "Каже, що не хоче жити. Поруч постійно хтось є.",
        "calm": "Спокійний стан.",
        "search": "Порядок приймання",
        "none": "нічого забороненого",
        "interview": "К. Рогач, слідча",
        "medicine": "Ліки за призначенням, о 15:00.",
    },
    "north-quay": {
        "place": "Market Square, Northfield",
        "facts": "Seen by a witness, described on the spot.",
        "language": "English",
        "grounds": "Necessary to secure evidence and to obtain it by questioning.",
        "why": "Result of the risk assessment.",
        "risk": "Says there is no point in living. Somebody is at the door all the time.",
        "calm": "Settled.",
        "search": "On reception",
        "none": "nothing",
        "interview": "DC Marc Leemput",
        "medicine": "Diabetic, ate at 13:10. Medication at 12:45.",
    },
}
GROUND = {"lypivka": "in_the_act", "north-quay": "suspected"}


def usual(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """The stay as `town/custody.yaml` writes its long ones."""
    suite = row["suite"]
    arrests, decides, cares = HANDS[suite]
    said = SAID[suite]
    stay = {
        "id": f"held_{number}",
        "suite": suite,
        "anchor": row["moment"],
        "language": "uk" if suite == "lypivka" else "en",
        "kind": row.get("kind", "criminal"),
        "minor": bool(row.get("child")),
        "opened": ["A+00:00", "+4", row.get("by", arrests)],
        "values": {
            "place": said["place"],
            "ground": GROUND[suite],
            "facts": said["facts"],
            "suspicion": row["suspicion"],
            "reason_told": True,
        },
        "entries": [["A+00:20", "+1", "arrived_at_station", row.get("by", arrests), {"condition": ["calm"]}]],
        "rounds": [],
    }
    if suite == "north-quay":
        stay["facts"] = {"indictable": False}
    if not row.get("waiting"):
        stay["entries"] += _received(row, said, decides, cares, number)
        stay["rounds"] = _rounds(row, cares)
    stay["entries"] += _left(row, decides) + row.get("more", [])
    return stay


def _entry(at: str, act: str, by: str, *, more: dict[str, Any] | None = None, **values: Any) -> list[Any]:
    """One entry that was typed a minute or two after it happened."""
    return [at, "+2" if more else "+1", act, by, values, more or {}]


def _received(row: dict[str, Any], said: dict[str, str], decides: str, cares: str, number: int) -> list[Any]:
    """From the handover to the cell, each a few minutes after the other."""
    both, ground = {"signed": ["person", "officer"]}, GROUND[row["suite"]]
    rights = {"ways": ["aloud", "paper"], "understood": "yes", "notice": "signed"}
    decision = {"purposes": ["question"], "grounds": said["grounds"], "told": "told"}
    pat_down = {"kind": "pat_down", "why": said["search"], "same_sex": True, "found": said["none"]}
    who = {"how": "document", "name": row["name"], "born": row["born"], "age": _age(row)}
    found = [
        _entry("A+00:22", "handed_over", decides, condition=["calm"]),
        _entry("A+00:25", "identity", decides, **who),
        _entry("A+00:27", "rights_told", decides, more=both, language=said["language"], **rights),
        _entry("A+00:31", "detention_authorised", decides, ground=ground, **decision),
        _entry("A+00:36", "risk_assessed", decides, **_risk(row, said)),
        _entry("A+00:38", "level_set", decides, level=row["level"], why=said["why"]),
        _entry("A+00:41", "search", cares, **pat_down),
        _entry("A+00:44", "cell_allocated", cares, cell=row["cell"], shared=False),
    ]
    if row["suite"] == "lypivka":
        found += [
            _entry("A+00:28", "legal_aid_informed", "clock", how="system", answer="acknowledged"),
            _entry("A+00:33", "third_person_informed", decides, how="phone", told_by="person"),
        ]
    return found + _besides(row, said, decides)


def _besides(row: dict[str, Any], said: dict[str, str], decides: str) -> list[Any]:
    """What only some need: a solicitor, an adult, an interpreter, medicine, an interview, reviews."""
    found: list[Any] = []
    if row.get("solicitor"):
        found.append(_entry("A+00:29", "lawyer_requested", decides, whom="duty"))
        found.append(_entry("A+00:40", "lawyer_contacted", decides, who="Amina Lisle", how="phone"))
    if row.get("child"):
        adult = {"step": "arrived", "relation": "mother", "informed": True}
        found.append(_entry("A+00:45", "appropriate_adult", decides, **adult))
    if language := row.get("interpreter"):
        found.append(
            _entry("A+00:30", "interpreter", decides, step="called", language=language, mode="video")
        )
    if row.get("medication"):
        due = {"due_at": {"at": "D0 12:45"}, "for_staff": said["medicine"]}
        found.append(_entry("A+01:20", "recheck_due", decides, **due))
    if at := row.get("interview"):
        seen = {"present": ["lawyer"], "title": "woman", "cell": "I1", "recorded": "audio"}
        who = {"done_by": said["interview"]}
        found.append(_entry(at, "interview_started", decides, more=who, who=said["interview"], **seen))
    for at in row.get("reviews", []):
        review = {"result": "continued", "mode": "in_person", "heard": ["person"], "told": True}
        found.append(_entry(at, "review_done", "kwame_waddon", grounds=said["grounds"], **review))
    return found


def _rounds(row: dict[str, Any], cares: str) -> list[Any]:
    end = row.get("last_check") or row.get("interview") or row.get("until") or "D0 14:26"
    if row["suite"] == "north-quay" and end == "D0 14:26":
        end = "D0 12:26"
    every = EVERY[row["level"]]
    return [[f"A+{(44 + every) // 60:02}:{(44 + every) % 60:02}", end, every, cares]]


def _left(row: dict[str, Any], decides: str) -> list[Any]:
    if "until" not in row:
        return []
    return [
        [row["until"], "+2", "released", decides, {"why": "no_grounds"}, {"signed": ["officer", "person"]}]
    ]


def _risk(row: dict[str, Any], said: dict[str, str]) -> dict[str, Any]:
    grave = bool(row.get("self_harm"))
    return {
        "self_harm": "yes" if grave else "no",
        "result": "high" if grave else "low",
        "self_harm_risk": grave,
        "measures": ["alone", "talk"] if grave else ["alone"],
        "for_staff": said["risk"] if grave else said["calm"],
    }


def _age(row: dict[str, Any]) -> str:
    born = date.fromisoformat(row["born"])
    return "child" if date(2026, 11, 20) - born < timedelta(days=ADULT * YEAR) else "adult"
