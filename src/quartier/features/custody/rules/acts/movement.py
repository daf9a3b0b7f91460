"""Out of the suite and back: hospital, court, an act of the inquiry; to another place."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import (
    CONDITION,
    ask,
    opt,
    sealed_line,
    sealed_text,
    w,
)

TOPIC = "movement"
ESCORT = ask(
    "escort",
    "number",
    w("Скільки поліцейських супроводжує", "Escorte, nombre", "Officers as escort"),
    unit="officers",
)
RESTRAINT = ask("restraint", "yes_no", w("У кайданках", "Menottée", "In handcuffs"))
FORM = sealed_line(
    "form", w("Номер супровідного листа", "Numéro de la fiche d’escorte", "Number of the escort form")
)

ACTS = (
    Act(
        code="left_for_hospital",
        words=w("Вивезено до лікарні", "Départ pour l’hôpital", "Left for hospital"),
        do=w("До лікарні", "À l’hôpital", "To hospital"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="medical",
        key="z",
        fields=(
            ask(
                "treatment",
                "yes_no",
                w("Особа потребує лікування", "A besoin de soins", "The person needs treatment"),
                hint=w(
                    "Лише тоді закон може призупинити відлік.",
                    "C’est la condition pour que la loi suspende le délai.",
                    "Only then may the law pause the clock.",
                ),
            ),
            ESCORT,
            RESTRAINT,
            ask(
                "means",
                "choice",
                w("Чим", "Moyen", "How"),
                opt("ambulance", "карета швидкої допомоги", "ambulance", "ambulance"),
                opt("police", "автомобіль поліції", "véhicule de police", "police car"),
            ),
            sealed_line("hospital", w("Лікарня", "Hôpital", "Hospital")),
            sealed_text("why", w("Чому", "Pourquoi", "Why")),
        ),
        tells=("left_for_hospital",),
        said={"treatment": "treatment"},
    ),
    Act(
        code="returned_from_hospital",
        words=w("Повернення о {at}", "Retour à {at}", "Back at {at}"),
        do=w("Повернулися", "Retour", "Back from hospital"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="medical",
        fields=(
            ask(
                "questioned",
                "items",
                w("Коли допитували там", "Auditions sur place", "When questioned there"),
                hint=w(
                    "Ці хвилини рахуються. Порожньо: не допитували.",
                    "Ces minutes comptent. Vide : aucune.",
                    "These minutes count. Empty: none.",
                ),
                rows=(
                    ask("from", "instant", w("Від", "De", "From"), needed=True),
                    ask("to", "instant", w("До", "À", "To"), needed=True),
                ),
                open=True,
            ),
            ask(
                "for_staff",
                "text",
                w("Що має знати охорона", "Ce que l’équipe doit savoir", "What staff must know"),
            ),
            sealed_text(
                "papers",
                w("Висновок і призначення", "Compte rendu et prescription", "Report and prescription"),
            ),
        ),
        tells=("returned_from_hospital",),
        said={"questioned": "questioned"},
    ),
    Act(
        code="taken_out",
        words=w("Виведено з приміщення", "Sortie du complexe", "Taken out of the suite"),
        do=w("Вивести", "Sortir", "Take out"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            ask(
                "why",
                "choice",
                w("Куди", "Pour quoi", "What for"),
                opt("court", "суд", "tribunal", "court"),
                opt("inquiry", "слідча дія", "acte d’enquête", "an act of the inquiry"),
                opt("search", "обшук за участю", "perquisition", "a search in their presence"),
                opt("other", "інше", "autre", "other"),
                needed=True,
            ),
            ESCORT,
            RESTRAINT,
            sealed_line("where", w("Місце", "Lieu", "Place")),
            sealed_line("who", w("Хто відповідає", "Responsable", "Who is answerable")),
        ),
    ),
    Act(
        code="brought_back",
        words=w("Повернуто до приміщення", "Retour au complexe", "Back in the suite"),
        do=w("Повернути", "Retour", "Bring back"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(CONDITION, sealed_text("remark", w("Примітка", "Remarque", "Remark"))),
    ),
    Act(
        code="transferred",
        words=w("Передано до іншого місця", "Transfert vers un autre lieu", "Transferred to another place"),
        do=w("Передати", "Transférer", "Transfer"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(
            ask(
                "kind",
                "choice",
                w("Куди", "Vers", "Where to"),
                opt("suite", "інше приміщення поліції", "autre complexe de police", "another custody suite"),
                opt("court", "суд", "tribunal", "court"),
                opt("prison", "слідчий ізолятор", "maison d’arrêt", "remand prison"),
                opt("other", "інше", "autre", "other"),
                needed=True,
            ),
            sealed_line("to", w("Назва", "Nom", "Name"), needed=True),
            sealed_text("why", w("Чому", "Pourquoi", "Why")),
            ESCORT,
            RESTRAINT,
            FORM,
            CONDITION,
        ),
        tells=("transferred",),
        signed=("officer",),
    ),
    Act(
        code="arrived_after_transfer",
        words=w("Прийнято з іншого місця", "Arrivée après transfert", "Arrived after a transfer"),
        do=w("Прийняти", "Accueillir", "Accept arrival"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            sealed_line("from", w("Звідки", "D’où", "From where")),
            CONDITION,
            FORM,
            ask(
                "record_came",
                "yes_no",
                w("Запис прибув з особою", "Le dossier suit la personne", "The record came with the person"),
            ),
        ),
        tells=("arrived_after_transfer",),
    ),
)
