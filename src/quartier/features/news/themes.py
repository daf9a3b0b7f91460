"""What alerts and advice are about, as data in three languages, with the category that other programs know. Pure.

Categories and the three scales are those of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010, §3.2.2).
"""

from dataclasses import dataclass

from quartier.core.kit.errors import Problem

URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
INSTRUCTION_LENGTH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme that people follow. `category`: its CAP category."""

    code: str
    category: str
    uk: str
    fr: str
    en: str

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


THEMES = {
    theme.code: theme
    for theme in (
        Theme(code="security", category="Security", uk="Громадська безпека", fr="Sécurité publique", en="Public safety"),
        Theme(code="fire", category="Fire", uk="Пожежа", fr="Incendie", en="Fire"),
        Theme(code="weather", category="Met", uk="Погода", fr="Météo", en="Weather"),
        Theme(code="roads", category="Transport", uk="Дороги і рух", fr="Routes et circulation", en="Roads and traffic"),
        Theme(code="utilities", category="Infra", uk="Світло, вода, тепло", fr="Électricité, eau, chauffage",
              en="Power, water, heating"),
        Theme(code="health", category="Health", uk="Здоровʼя", fr="Santé", en="Health"),
        Theme(code="missing", category="Rescue", uk="Пошук людини", fr="Recherche d’une personne", en="Missing person"),
        Theme(code="environment", category="Env", uk="Довкілля", fr="Environnement", en="Environment"),
        Theme(code="fraud", category="Security", uk="Шахрайство", fr="Escroqueries", en="Fraud"),
        Theme(code="theft", category="Security", uk="Крадіжки", fr="Vols", en="Theft"),
        Theme(code="home", category="Safety", uk="Вдома", fr="À la maison", en="At home"),
        Theme(code="children", category="Safety", uk="Діти і молодь", fr="Enfants et jeunes",
              en="Children and young people"),
    )
}  # fmt: skip
OTHER = "Other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """How soon one must act, how bad it is, how sure it is; what to do, by language."""

    urgency: str = "Unknown"
    severity: str = "Unknown"
    certainty: str = "Unknown"
    instructions: dict[str, str] | None = None

    def instruction(self, language: str) -> str:
        return (self.instructions or {}).get(language, "")


def category_of(theme: str) -> str:
    return THEMES[theme].category if theme in THEMES else OTHER


def problems(*, theme: str, warning: Hazard) -> list[Problem]:
    """Everything wrong with the theme and the warning of a text. Without a theme it reaches who follows all of them."""
    found = [Problem(field="theme", code="theme_unknown")] if theme and theme not in THEMES else []
    for name, known in (("urgency", URGENCIES), ("severity", SEVERITIES), ("certainty", CERTAINTIES)):
        if getattr(warning, name) not in known:
            found.append(Problem(field=name, code="scale_unknown"))
    for language, text in (warning.instructions or {}).items():
        if len(text) > INSTRUCTION_LENGTH:
            details = {"most": INSTRUCTION_LENGTH}
            found.append(Problem(field=f"instruction_{language}", code="too_long", details=details))
    return found
