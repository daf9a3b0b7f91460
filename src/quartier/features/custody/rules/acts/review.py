"""Reviews, longer limits, and what a court or a prosecutor decided."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_line, sealed_text, told, w

TOPIC = "review"
HEARD = ask(
    "heard",
    "choices",
    w("Кого вислухано", "Qui a été entendu", "Who was heard"),
    opt("person", "особу", "la personne", "the person"),
    opt("lawyer", "адвоката", "l’avocat", "the lawyer"),
    opt("adult", "довірену дорослу особу", "l’adulte de confiance", "the appropriate adult"),
    opt("asleep", "особа спить", "la personne dort", "the person is asleep"),
    opt("nothing_to_say", "зауважень немає", "sans observation", "no representations"),
    opt("unfit", "особа не може", "la personne n’est pas en état", "the person is unfit"),
)
SAID = sealed_text("said", w("Пояснення і заперечення", "Observations", "Representations"))
RANKS = (
    opt("custody_officer", "відповідальна особа", "officier responsable", "custody officer"),
    opt("inspector", "інспектор", "inspecteur", "inspector"),
    opt("chief_inspector", "старший інспектор", "inspecteur en chef", "chief inspector", "ew"),
    opt("superintendent", "суперінтендант", "superintendent", "superintendent", "ew"),
    opt(
        "chief_superintendent", "старший суперінтендант", "chief superintendent", "chief superintendent", "ew"
    ),
    opt("magistrates_court", "магістратський суд", "magistrates’ court", "magistrates’ court", "ew"),
    opt("investigating_judge", "слідчий суддя", "juge d’instruction", "investigating judge", "ua", "eu"),
    opt("prosecutor", "прокурор", "ministère public", "prosecutor", "ua", "eu"),
    opt(
        "head_of_prosecution",
        "керівник прокуратури",
        "chef du parquet",
        "head of the prosecutor’s office",
        "ua",
    ),
)
BY = ask("decided_by", "choice", w("Хто вирішив", "Qui a décidé", "Who decided"), *RANKS, needed=True)
WHO = sealed_line("who", w("Імʼя, посада", "Nom, fonction", "Name, office"))
TOLD = ask("told", "yes_no", w("Особі пояснено", "La personne est informée", "The person was told"))
UNTIL = ask("until", "instant", w("До", "Jusqu’à", "Until"), ahead=True)
NUMBER = sealed_line("number", w("Номер рішення", "Numéro de la décision", "Number of the decision"))
COURT = sealed_line("court", w("Суд", "Tribunal", "Court"))

ACTS = (
    Act(
        code="review_done",
        words=w("Перегляд проведено", "Réexamen fait", "Review done"),
        sayings=(
            told(
                w(
                    "Перегляд проведено: підстав більше немає",
                    "Réexamen fait : plus de motif",
                    "Review done: no more grounds",
                ),
                result="ended",
            ),
        ),
        do=w("Переглянути підстави", "Réexaminer", "Review detention"),
        topic=TOPIC,
        permit="custody.review",
        also=("custody.decide",),
        part="file",
        key="v",
        fields=(
            ask(
                "result",
                "choice",
                w("Рішення", "Décision", "Decision"),
                opt("continued", "тримання потрібне й далі", "maintien nécessaire", "detention still needed"),
                opt("ended", "підстав більше немає", "plus de motif", "no more grounds"),
                needed=True,
            ),
            ask(
                "mode",
                "choice",
                w("Як", "Comment", "How"),
                opt("in_person", "на місці", "sur place", "in person"),
                opt("video", "відеозвʼязком", "par vidéo", "by video"),
                opt("phone", "телефоном", "par téléphone", "by telephone"),
            ),
            HEARD,
            SAID,
            sealed_text("grounds", w("Підстави", "Motifs", "Grounds"), needed=True),
            TOLD,
            ask(
                "rights_reminded", "yes_no", w("Про права нагадано", "Droits rappelés", "Reminded of rights")
            ),
        ),
        tells=("review_done",),
        signed=("officer",),
    ),
    Act(
        code="review_postponed",
        words=w("Перегляд відкладено", "Réexamen reporté", "Review postponed"),
        do=w("Відкласти перегляд", "Reporter", "Postpone review"),
        topic=TOPIC,
        permit="custody.review",
        also=("custody.decide",),
        part="file",
        fields=(
            ask(
                "ground",
                "choice",
                w("Чому", "Pourquoi", "Why"),
                opt("not_practicable", "зараз неможливо", "pas possible maintenant", "not practicable"),
                opt(
                    "questioning", "зашкодило б допиту", "nuirait à l’audition", "would harm the questioning"
                ),
                opt("nobody", "немає кому переглянути", "personne pour le faire", "no officer at hand"),
                needed=True,
            ),
            sealed_text("why", w("Пояснення", "Explication", "Explanation"), needed=True),
        ),
        tells=("review_postponed",),
    ),
    Act(
        code="extension_granted",
        words=w("Строк продовжено", "Délai prolongé", "Limit extended"),
        sayings=(
            told(
                w("Строк продовжено до 36 годин", "Délai prolongé jusqu’à 36 heures", "Extended to 36 hours"),
                hours=36,
            ),
        ),
        do=w("Продовжити строк", "Prolonger", "Extend"),
        topic=TOPIC,
        permit="custody.review",
        also=("custody.decide",),
        part="file",
        fields=(
            BY,
            ask(
                "hours", "number", w("До скількох годин разом", "Durée totale", "Hours in all"), unit="hours"
            ),
            UNTIL,
            HEARD,
            SAID,
            sealed_text("grounds", w("Підстави", "Motifs", "Grounds"), needed=True),
            WHO,
            TOLD,
        ),
        tells=("extension_granted",),
        said={"by": "decided_by", "until": "until"},
        signed=("officer",),
    ),
    Act(
        code="extension_refused",
        words=w("У продовженні відмовлено", "Prolongation refusée", "Extension refused"),
        do=w("Відмовити у продовженні", "Refuser", "Refuse extension"),
        topic=TOPIC,
        permit="custody.review",
        also=("custody.decide",),
        part="file",
        fields=(BY, WHO, sealed_text("why", w("Чому", "Pourquoi", "Why"), needed=True)),
        tells=("extension_refused",),
        said={"by": "decided_by"},
    ),
    Act(
        code="warrant_issued",
        words=w("Суд видав ордер на тримання", "Mandat délivré par un tribunal", "Warrant issued by a court"),
        do=w("Записати ордер", "Noter un mandat", "Record a warrant"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.review",),
        part="file",
        fields=(
            COURT,
            NUMBER,
            ask("hours", "number", w("На скільки годин", "Durée", "For how many hours"), unit="hours"),
            UNTIL,
            sealed_text("grounds", w("Підстави", "Motifs", "Grounds")),
        ),
        tells=("warrant_issued",),
        said={"add": "hours", "until": "until"},
    ),
    Act(
        code="court_ruling",
        words=w("Рішення суду", "Décision du tribunal", "Court ruling"),
        sayings=(
            told(
                w(
                    "Суд обрав тримання під вартою",
                    "Détention ordonnée par le tribunal",
                    "Court ordered custody",
                ),
                outcome="custody",
            ),
            told(
                w("Суд звільнив особу", "Remise en liberté ordonnée", "Court ordered release"),
                outcome="release",
            ),
        ),
        do=w("Записати рішення суду", "Noter la décision", "Record a ruling"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(
            ask(
                "outcome",
                "choice",
                w("Що вирішив суд", "Décision", "What the court decided"),
                opt("custody", "тримання під вартою", "détention", "custody"),
                opt("other_measure", "інший запобіжний захід", "autre mesure", "another measure"),
                opt("release", "звільнити", "remise en liberté", "release"),
                opt("permission", "дозвіл на затримання", "autorisation d’arrêter", "leave to detain"),
                needed=True,
            ),
            COURT,
            NUMBER,
            UNTIL,
        ),
        tells=("court_ruling",),
        said={"until": "until"},
    ),
    Act(
        code="decision_served",
        words=w("Рішення суду вручено", "Décision du tribunal remise", "Court decision served"),
        do=w("Вручити рішення", "Remettre la décision", "Serve the decision"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(COURT, NUMBER, WHO),
        tells=("decision_served",),
        signed=("person",),
    ),
    Act(
        code="brought_before_judge",
        words=w("Особу доставлено до суду", "Présentée au juge", "Brought before a judge"),
        do=w("Доставили до суду", "Présentée au juge", "Brought to court"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(COURT, sealed_line("escort", w("Хто доставив", "Escorte", "Escort"))),
        tells=("brought_before_judge",),
    ),
)
