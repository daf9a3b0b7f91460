"""What is said to the person while rights are read together: answers, questions, in the language of the person. Pure."""

from quartier.features.custody.rules.acts.act import LANGUAGES, Words
from quartier.features.custody.rules.acts.writing import w

ANSWERS: dict[str, Words] = {
    "wants": w("Так, хочу", "Oui", "Yes, I want this"),
    "not_now": w("Не зараз", "Pas maintenant", "Not now"),
    "declines": w("Ні, не хочу", "Non", "No, I do not"),
    "could_not": w("Не може відповісти", "Ne peut pas répondre", "Could not answer"),
}
# What is asked besides where somebody wants a right: the fields of the request, by right.
WISHES: dict[str, tuple[str, tuple[str, ...]]] = {
    "lawyer": ("lawyer_requested", ("whom", "who", "phone")),
    "inform": ("third_person_requested", ("who", "relation", "phone")),
    "medical": ("medical_requested", ("why",)),
    "interpreter": ("interpreter", ("language",)),
}
# Without these a wish is no request: nobody can be called whom nobody names.
NAMED = {"inform": "who"}
MAIN = {"ua": "uk", "ew": "en", "eu": "fr"}
OWN_NAMES = {"uk": "Українською", "fr": "En français", "en": "In English"}


def language_for(asked: str, *, person: str, pack: str) -> str:
    """The language to read in: the one asked for, else the person's where we have it, else the main one of the law."""
    for one in (asked, person[:2]):
        if one in LANGUAGES:
            return one
    return MAIN.get(pack.split(".", 1)[0], "en")
