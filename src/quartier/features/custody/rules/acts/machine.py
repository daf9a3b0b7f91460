"""Notes and corrections; and what the machine writes by itself, which nobody can hold back."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_text, told, w

# Codes that the machine writes, in words; a pack may bring others, which are said as they are.
LIMITS = (
    opt("to_court", "доставлення до суду", "présentation au tribunal", "brought to court"),
    opt(
        "max_without_ruling",
        "найдовше затримання без ухвали суду",
        "durée maximale sans décision d’un juge",
        "longest detention without a ruling",
    ),
    opt("suspicion_notice", "повідомлення про підозру", "notification du soupçon", "notice of suspicion"),
    opt(
        "decision_served",
        "вручення вмотивованого рішення суду",
        "remise de la décision motivée du tribunal",
        "reasoned court decision handed over",
    ),
    opt(
        "court_check",
        "перевірка затримання судом",
        "contrôle de la détention par un tribunal",
        "detention checked by a court",
    ),
    opt(
        "ruling_to_judge",
        "доставлення до судді за ухвалою",
        "présentation au juge qui a ordonné la détention",
        "before the judge who ordered the detention",
    ),
    opt(
        "inquiry",
        "затримання за проступком",
        "détention pour délit mineur",
        "detention in a misdemeanour inquiry",
    ),
    opt("detention", "тримання без обвинувачення", "détention sans inculpation", "detention without charge"),
    opt("maximum", "найдовше тримання", "durée maximale", "longest detention"),
    opt("ordinary", "адміністративне затримання", "rétention administrative", "administrative detention"),
)
OWED = (
    opt("check", "перевірка стану", "ronde", "check"),
    opt("check_rouse", "перевірка з пробудженням", "ronde avec réveil", "check with rousing"),
    opt("watch", "особистий огляд", "contrôle en personne", "physical check"),
    opt("medication", "ліки", "médicaments", "medication"),
    opt("recheck", "повторний огляд лікаря", "second examen médical", "second look by the doctor"),
    opt("medical", "виклик лікаря", "médecin demandé", "doctor asked for"),
    opt("decision", "рішення про тримання", "décision sur la détention", "decision on detention"),
    opt("rights", "розʼяснення прав", "communication des droits", "rights to be told"),
    opt(
        "right",
        "повторне запитання про право",
        "nouvelle question sur un droit",
        "asking about a right again",
    ),
    opt(
        "legal_aid",
        "повідомлення центру правничої допомоги",
        "avis à l’aide juridique",
        "notice to legal aid",
    ),
    opt("lawyer", "виклик адвоката", "appel de l’avocat", "call of the lawyer"),
    opt("third_person", "повідомлення близьких", "avis à un proche", "telling the person chosen"),
    opt("risk", "оцінка ризиків", "évaluation des risques", "risk assessment"),
    opt("review", "перегляд підстав", "réexamen", "review of detention"),
    opt("meal", "харчування", "repas", "meal"),
    opt("interview", "перерва або кінець допиту", "pause ou fin d’audition", "break or end of the interview"),
)
TOLD_TO = (
    opt("inspector", "інспектор приміщення", "inspecteur du complexe", "inspector of the suite"),
    opt(
        "outside", "черговий поза приміщенням", "officier hors du complexe", "duty officer outside the suite"
    ),
    opt("prosecutor", "прокурор", "parquet", "prosecutor"),
)
CLOCK = ask("limit", "line", w("Строк", "Délai", "Limit"), *LIMITS, needed=True, open=True)
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
            ask("about", "line", w("Про що", "Objet", "About"), *OWED, *LIMITS, needed=True, open=True),
            DUE,
            ask("step", "number", w("Ступінь", "Échelon", "Step")),
            ask("to", "line", w("Кому", "À qui", "To whom"), *TOLD_TO, open=True),
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
