"""Who a person is, as screens that others pass by may show it: initials and a year. Pure."""

from datetime import date

from quartier.features.custody.rules.arresting import label_of

CHILD = frozenset({"child", "presumed_child"})
ADULT = 18


def label(name: str, born: str) -> str:
    """From "surname, first name" and an ISO date.

    >>> label("Бойчак, Артем", "1994-05-02"), label("Rowan Teller", ""), label("", "2009-01-01")
    ('А. Б., 1994', 'T. R.', '2009')
    """
    surname, _, given = name.partition("," if "," in name else " ")
    return label_of(given.strip(), surname.strip(), born[:4])


def is_minor(*, age: str, born: str, on: date) -> bool | None:
    """Whether it is a child: what was decided, else what the date of birth says; None where neither is known.

    >>> is_minor(age="presumed_child", born="", on=date(2026, 11, 18))
    True
    >>> is_minor(age="", born="2008-11-19", on=date(2026, 11, 18))
    True
    >>> is_minor(age="", born="2008-11-18", on=date(2026, 11, 18))
    False
    """
    if age:
        return age in CHILD
    if not born:
        return None
    birth = date.fromisoformat(born)
    years = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return years < ADULT
