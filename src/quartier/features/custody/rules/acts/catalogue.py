"""All acts, by their codes; and the topics by which a record's story is filtered."""

from quartier.features.custody.rules.acts import (
    arrest,
    care,
    cell,
    complaint,
    decision,
    force,
    health,
    interview,
    machine,
    movement,
    people,
    property,
    release,
    review,
    rights,
    risk,
    suite,
)
from quartier.features.custody.rules.acts.act import Act, Words
from quartier.features.custody.rules.acts.writing import w

TOPICS: dict[str, Words] = {
    "arrest": w("Затримання", "Arrestation", "Arrest"),
    "detention": w("Рішення", "Décisions", "Decisions"),
    "rights": w("Права", "Droits", "Rights"),
    "people": w("Адвокат, близькі", "Avocat, proches", "Lawyer, family"),
    "health": w("Здоровʼя", "Santé", "Health"),
    "risk": w("Ризики", "Risques", "Risk"),
    "care": w("Догляд", "Quotidien", "Care"),
    "cell": w("Камера", "Cellule", "Cell"),
    "property": w("Речі", "Effets", "Property"),
    "force": w("Примус", "Contrainte", "Force"),
    "interview": w("Допити", "Auditions", "Interviews"),
    "review": w("Перегляди, суд", "Réexamens, juge", "Reviews, court"),
    "movement": w("Переміщення", "Déplacements", "Movements"),
    "complaint": w("Скарги", "Plaintes", "Complaints"),
    "release": w("Звільнення", "Sortie", "Release"),
    "alarm": w("Сигнали", "Alertes", "Alarms"),
    "note": w("Примітки", "Notes", "Notes"),
    "suite": w("Приміщення", "Complexe", "Suite"),
}
ROOMS = (
    *(arrest, force, decision, rights, people, risk, health, care, cell, property),
    *(interview, review, movement, complaint, release, machine, suite),
)
ACTS: dict[str, Act] = {act.code: act for room in ROOMS for act in room.ACTS}
