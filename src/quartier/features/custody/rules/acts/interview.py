"""Interviews and samples. A break is an end and a new start: the law counts questioning without one."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import (
    PRESENT,
    TITLE,
    ask,
    opt,
    sealed_line,
    sealed_text,
    w,
)

TOPIC = "interview"

ACTS = (
    Act(
        code="interview_started",
        words=w("Допит розпочато о {at}", "Audition commencée à {at}", "Interview started at {at}"),
        do=w("Почати допит", "Début d’audition", "Start interview"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        key="q",
        fields=(
            PRESENT,
            TITLE,
            ask("cell", "cell", w("Кімната", "Local", "Room")),
            ask(
                "recorded",
                "choice",
                w("Фіксація", "Enregistrement", "Recording"),
                opt("video", "відео", "vidéo", "video"),
                opt("audio", "звук", "audio", "audio"),
                opt("paper", "лише протокол", "procès-verbal seul", "written only"),
            ),
            sealed_line("who", w("Хто допитує", "Qui entend la personne", "Who interviews")),
            sealed_line(
                "reference", w("Номер запису", "Numéro de l’enregistrement", "Reference of the recording")
            ),
        ),
        tells=("interview_started",),
    ),
    Act(
        code="interview_ended",
        words=w("Допит закінчено о {at}", "Audition terminée à {at}", "Interview ended at {at}"),
        do=w("Закінчити допит", "Fin d’audition", "End interview"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            ask(
                "why",
                "choice",
                w("Чому", "Pourquoi", "Why"),
                opt("break", "перерва", "pause", "a break"),
                opt("over", "допит завершено", "terminée", "it is over"),
                opt(
                    "asked",
                    "на прохання особи чи адвоката",
                    "à la demande de la personne ou de l’avocat",
                    "asked by the person or the lawyer",
                ),
                opt("health", "стан здоровʼя", "santé", "health"),
            ),
            sealed_text(
                "said",
                w(
                    "Зауваження особи чи адвоката",
                    "Remarques de la personne ou de l’avocat",
                    "Remarks of the person or the lawyer",
                ),
            ),
        ),
        tells=("interview_ended",),
    ),
    Act(
        code="sample_taken",
        words=w("Відбитки, фото, зразки", "Empreintes, photos, prélèvements", "Prints, photographs, samples"),
        do=w("Записати зразки", "Noter un prélèvement", "Record a sample"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(
            ask(
                "what",
                "choices",
                w("Що", "Quoi", "What"),
                opt("prints", "відбитки пальців", "empreintes", "fingerprints"),
                opt("photo", "фотографія", "photo", "photograph"),
                opt("mouth", "зразок із рота", "prélèvement buccal", "mouth swab"),
                opt("blood", "кров", "sang", "blood"),
                opt("urine", "сеча", "urine", "urine"),
                opt("hands", "змиви з рук", "prélèvement sur les mains", "swabs of the hands"),
                opt("line_up", "впізнання", "parade d’identification", "identification procedure"),
                opt("other", "інше", "autre", "other"),
                needed=True,
            ),
            ask(
                "basis",
                "choice",
                w("На якій підставі", "Sur quelle base", "On what basis"),
                opt("consent", "згода особи", "consentement", "consent"),
                opt(
                    "authority", "рішення посадової особи", "décision d’un officier", "an officer’s authority"
                ),
                opt("court", "ухвала суду", "décision d’un juge", "a court’s ruling"),
                opt("law", "прямо за законом", "de plein droit", "the law itself"),
                needed=True,
            ),
            ask("told", "yes_no", w("Причину пояснено", "Motif expliqué", "Reason told")),
            ask("force", "yes_no", w("Із застосуванням примусу", "Sous contrainte", "By force")),
            sealed_line(
                "who",
                w(
                    "Хто дозволив і хто брав",
                    "Qui a autorisé, qui a prélevé",
                    "Who authorised and who took it",
                ),
            ),
        ),
        signed=("person",),
    ),
)
