"""Complaints about treatment: they lie apart, whole; the stay shows nothing of them."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import PRESENT, ask, opt, sealed_line, sealed_text, w

ACTS = (
    Act(
        code="complaint_made",
        words=w("Скарга на поводження", "Plainte sur le traitement subi", "Complaint about treatment"),
        do=w("Записати скаргу", "Noter une plainte", "Record a complaint"),
        topic="complaint",
        permit="custody.care",
        also=("custody.decide", "custody.medical", "custody.arrest"),
        part="complaint",
        whole=True,
        key="j",
        fields=(
            sealed_text(
                "told",
                w("Що розповіла особа", "Ce que la personne a dit", "What the person told"),
                needed=True,
                hint=w(
                    "Її словами. Не оцінюйте.",
                    "Avec ses mots. Sans juger.",
                    "In their words. Do not judge it.",
                ),
            ),
            sealed_line("when_where", w("Коли й де це сталося", "Quand et où", "When and where it happened")),
            sealed_text("concerned", w("На кого скаржиться", "Qui est visé", "Who it is about")),
            ask(
                "injured",
                "yes_no",
                w(
                    "Каже про біль або ушкодження",
                    "Parle de douleur ou de lésion",
                    "Speaks of pain or injury",
                ),
                sealed=True,
            ),
            sealed_text("witnesses", w("Хто бачив", "Qui a vu", "Who saw it")),
            PRESENT,
        ),
        signed=("person",),
    ),
    Act(
        code="complaint_step",
        words=w("Дія за скаргою", "Suite de la plainte", "Step on a complaint"),
        do=w("Записати дію", "Noter une suite", "Record a step"),
        topic="complaint",
        permit="custody.complaints",
        part="complaint",
        whole=True,
        fields=(
            ask(
                "step",
                "choice",
                w("Що зроблено", "Suite donnée", "What was done"),
                opt("received", "отримано", "reçue", "received"),
                opt(
                    "prosecutor",
                    "передано прокурору",
                    "transmise au ministère public",
                    "sent to the prosecutor",
                ),
                opt("doctor", "призначено огляд", "examen médical ordonné", "medical examination ordered"),
                opt("kept", "записи збережено", "enregistrements conservés", "recordings kept"),
                opt(
                    "apart",
                    "особу відділено від тих, на кого скаржиться",
                    "personne séparée de ceux qu’elle vise",
                    "kept apart from those it is about",
                ),
                opt("heard", "особу вислухано", "personne entendue", "the person was heard"),
                opt("closed", "розгляд закінчено", "examen clos", "closed"),
                needed=True,
            ),
            sealed_text("words", w("Подробиці", "Précisions", "Details")),
        ),
    ),
)
