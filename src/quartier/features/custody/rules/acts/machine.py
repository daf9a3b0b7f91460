"""Notes and corrections; and what the machine writes by itself, which nobody can hold back."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_text, told, w

CLOCK = ask("limit", "line", w("Строк", "Délai", "Limit"), needed=True, open=True)
DUE = ask("due_at", "instant", w("Строк спливає", "Échéance", "Due at"), ahead=True)

ACTS = (
    Act(
        code="note",
        words=w("Примітка", "Note", "Note"),
        do=w("Додати примітку", "Ajouter une note", "Add a note"),
        topic="note",
        permit="custody.care",
        also=("custody.decide", "custody.review", "custody.arrest", "custody.medical"),
        part="file",
        key="t",
        fields=(
            sealed_text("words", w("Що записати", "Texte", "What to write"), needed=True),
            ask(
                "for_staff",
                "text",
                w("Те, що мають знати всі", "Ce que toute l’équipe doit savoir", "What all staff must know"),
            ),
        ),
    ),
    Act(
        code="correction",
        words=w("Внесено виправлення", "Rectification", "Correction"),
        do=w("Виправити запис", "Rectifier", "Correct an entry"),
        topic="note",
        permit="custody.care",
        also=("custody.decide", "custody.review", "custody.arrest", "custody.medical", "custody.complaints"),
        fields=(ask("reason", "text", w("Чому", "Pourquoi", "Why"), needed=True),),
    ),
    Act(
        code="alarm",
        words=w("Сигнал: не зроблено вчасно", "Alerte : pas fait à temps", "Alarm: not done in time"),
        do=w("Сигнал", "Alerte", "Alarm"),
        topic="alarm",
        permit="custody.clock",
        by_machine=True,
        fields=(
            ask("about", "line", w("Про що", "Objet", "About"), needed=True, open=True),
            DUE,
            ask("step", "number", w("Ступінь", "Échelon", "Step")),
            ask("to", "line", w("Кому", "À qui", "To whom"), open=True),
        ),
    ),
    Act(
        code="limit_warning",
        words=w("Строк скоро спливе", "Délai bientôt écoulé", "A limit is near"),
        sayings=(
            told(
                w(
                    "Строк до суду: лишилося 90 хвилин",
                    "Délai jusqu’au tribunal : 90 minutes",
                    "Limit to court: 90 minutes left",
                ),
                limit="to_court",
                minutes=90,
            ),
        ),
        do=w("Попередити", "Avertir", "Warn"),
        topic="alarm",
        permit="custody.clock",
        by_machine=True,
        fields=(CLOCK, DUE, ask("minutes", "number", w("Лишилося", "Il reste", "Left"), unit="minutes")),
    ),
    Act(
        code="limit_passed",
        words=w("Граничний строк минув", "Délai maximum dépassé", "A limit has passed"),
        do=w("Строк минув", "Délai dépassé", "Limit passed"),
        topic="alarm",
        permit="custody.clock",
        by_machine=True,
        fields=(
            CLOCK,
            DUE,
            ask("article", "line", w("Стаття", "Article", "Article"), open=True),
            ask(
                "consequence",
                "choice",
                w("Наслідок за законом", "Conséquence légale", "What the law says follows"),
                opt("release", "звільнення", "remise en liberté", "release"),
                opt(
                    "release_or_charge",
                    "звільнення або обвинувачення",
                    "remise en liberté ou inculpation",
                    "release or charge",
                ),
                opt("recorded", "запис причини", "motif noté", "reasons in the record"),
                opt("other", "інше", "autre", "other"),
            ),
        ),
    ),
)
