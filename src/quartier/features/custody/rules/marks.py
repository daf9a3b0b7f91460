"""What everybody must see of a person at a glance, as codes: a child, force, a risk, a lawyer in the room. Pure."""

from collections.abc import Sequence

from quartier.features.custody.rules.history import Face, newest_of

HERE, GONE = frozenset({"arrived"}), frozenset({"left", "not_needed"})
CONDITION = ("arrived_at_station", "handed_over", "brought_back", "arrived_after_transfer")
INJURED = frozenset({"person", "both"})


def marks(faces: Sequence[Face], *, minor: bool, where: str) -> tuple[str, ...]:
    """Codes in the order of their weight. `faces`: the entries that count, in their order."""
    told = {
        "self_harm_risk": _self_harm(faces),
        "child": minor,
        "appropriate_adult_here": _step(faces, "appropriate_adult") in HERE,
        "interpreter": _step(faces, "interpreter") not in {"", *GONE},
        "lawyer_in_room": _open(faces, "lawyer_talk_started", "lawyer_talk_ended"),
        "lawyer_called": _open(faces, "lawyer_contacted", "lawyer_arrived"),
        "in_hospital": where == "out" and _away(faces) == "left_for_hospital",
        "intoxicated": _intoxicated(faces),
        "injury": _injured(faces),
        "force_used": newest_of(faces, "force_used") is not None,
        "medication": newest_of(faces, "medication_due") is not None,
        "shared": _shared(faces),
        "rights_not_told": where == "held" and newest_of(faces, "rights_told") is None,
    }
    return tuple(code for code, holds in told.items() if holds)


def room(faces: Sequence[Face], *, where: str, cell: str) -> str:
    """Where the person is now, as a code: cell, interview, consultation, medical, yard, hospital, court, street, ..."""
    if where == "out":
        last = newest_of(faces, "taken_out", "left_for_hospital", "transferred")
        why = str(last.values.get("why", "")) if last and last.act == "taken_out" else ""
        codes = {"left_for_hospital": "hospital", "transferred": "transfer"}
        return codes.get(last.act if last else "", "court" if why == "court" else "out")
    if where != "held":
        return where
    if _open(faces, "interview_started", "interview_ended"):
        return "interview"
    if _open(faces, "lawyer_talk_started", "lawyer_talk_ended"):
        return "consultation"
    left = newest_of(
        faces, "cell_left", "cell_allocated", "check", "rouse", "rest_started", "interview_ended"
    )
    if left and left.act == "cell_left":
        whys = {"interview": "interview", "lawyer": "consultation", "doctor": "medical", "exercise": "yard"}
        return whys.get(str(left.values.get("why", "")), "out")
    return "cell" if cell else "reception"


def _open(faces: Sequence[Face], begins: str, ends: str) -> bool:
    last = newest_of(faces, begins, ends)
    return last is not None and last.act == begins


def _step(faces: Sequence[Face], act: str) -> str:
    last = newest_of(faces, act)
    return str(last.values.get("step", "")) if last else ""


def _self_harm(faces: Sequence[Face]) -> bool:
    last = newest_of(faces, "risk_assessed")
    return bool(last and last.values.get("self_harm_risk"))


def _intoxicated(faces: Sequence[Face]) -> bool:
    last = newest_of(faces, *CONDITION)
    return bool(last and "intoxicated" in last.values.get("condition", ()))


def _injured(faces: Sequence[Face]) -> bool:
    hurt = any(face.act == "force_used" and face.values.get("injured") in INJURED for face in faces)
    return hurt or newest_of(faces, "injury_noted") is not None


def _shared(faces: Sequence[Face]) -> bool:
    last = newest_of(faces, "cell_allocated")
    return bool(last and last.values.get("shared"))


def _away(faces: Sequence[Face]) -> str:
    last = newest_of(faces, "left_for_hospital", "taken_out", "transferred")
    return last.act if last else ""
