"""Why somebody looks at what is not public. Chosen once for a task, expires with it. Pure.

Directive (EU) 2016/680 art. 25: consultation of a record is logged with its justification, date, time and the person.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """A ground that can be chosen; `explain` asks for words of one's own, because it lies outside the own duty."""

    code: str
    uk: str
    fr: str
    en: str
    explain: bool = False

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


LASTS = timedelta(hours=4)
PURPOSES = (
    Purpose(
        code="duty",
        uk="Поточна служба на моїй дільниці",
        fr="Service courant dans mon secteur",
        en="Ordinary duty in my area",
    ),
    Purpose(
        code="analysis",
        uk="Аналіз подій за місцем і часом",
        fr="Analyse des faits par lieu et moment",
        en="Analysis of incidents by place and time",
    ),
    Purpose(
        code="data_quality",
        uk="Перевірка й виправлення даних",
        fr="Contrôle et correction des données",
        en="Checking and correcting data",
    ),
    Purpose(code="supervision", uk="Нагляд за роботою", fr="Contrôle du travail", en="Supervision of work"),
    Purpose(
        code="request_of_person",
        uk="Запит особи про її дані",
        fr="Demande d’une personne sur ses données",
        en="A person’s request about their data",
    ),
    Purpose(code="other", uk="Інша підстава", fr="Autre motif", en="Another ground", explain=True),
)
BY_CODE = {purpose.code: purpose for purpose in PURPOSES}
