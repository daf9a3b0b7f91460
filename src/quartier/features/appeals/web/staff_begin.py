"""Beginning an answer with a text of one's own organisation: which fit, and what one says of this request."""

from typing import Any

from quartier.core.registry.visits import Visit
from quartier.features.appeals import texts
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.rules import wording
from quartier.features.appeals.web.staff_frame import body_names, last_day, local_day, tongue
from quartier.ui import formats


def offered(row: AppealView, visit: Visit, chosen: str) -> list[dict[str, Any]]:
    """The texts that fit a request, as links that begin the answer with one."""
    return [
        {"label": one.title(tongue()), "url": f"?text={one.code}", "current": one.code == chosen}
        for one in texts.texts_of(visit.organisation or 0, category=row.category)
    ]


def begun(row: AppealView, visit: Visit, code: str) -> dict[str, str]:
    """What the answer's form begins with: the chosen text in the person's language, its gaps filled."""
    found = next((one for one in texts.texts_of(visit.organisation or 0) if one.code == code), None)
    if found is None:
        return {}
    text = found.words.get(row.language) or next(iter(found.words.values()), "")
    values = {
        "number": row.number,
        "title": row.title,
        "body": body_names().get(row.organisation, ""),
        "arrived": formats.plain_date(local_day(row.arrived_at), row.language),
        "due": formats.plain_date(last_day(row.due_at), row.language) if row.due_at else "",
        "name": row.person.get("name", ""),
    }
    return {"words": wording.filled(text, values), "template": code}
