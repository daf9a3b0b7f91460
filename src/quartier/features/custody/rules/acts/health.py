"""Health: what was asked of a doctor, what staff must know and do, and, for doctors alone, what was found."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_line, sealed_text, told, w

TOPIC = "health"
MARKS = ask(
    "marks",
    "body",
    w("Позначки на схемі тіла", "Marques sur le schéma corporel", "Marks on the body map"),
    sealed=True,
)
PACKET = ask(
    "packet",
    "line",
    w("Пакет із ліками", "Sachet de médicaments", "Packet of medicines"),
    hint=w(
        "Номер або літера на пакеті, без назви ліків.",
        "Le numéro ou la lettre du sachet, sans nom de médicament.",
        "The number or letter on the packet, no name of a medicine.",
    ),
)
FIT = (
    opt("yes", "дозволяє", "compatible", "fit"),
    opt("with_conditions", "дозволяє з умовами", "compatible sous conditions", "fit, with conditions"),
    opt("no", "не дозволяє", "non compatible", "not fit"),
    opt("later", "вирішать пізніше", "à décider plus tard", "to be decided later"),
)

ACTS = (
    Act(
        code="medical_requested",
        words=w("Викликано медичну допомогу", "Assistance médicale demandée", "Medical help called"),
        do=w("Викликати медика", "Appeler un médecin", "Call medical help"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide", "custody.arrest"),
        part="medical",
        key="m",
        fields=(
            ask(
                "asked_by",
                "choice",
                w("Хто просить", "Qui demande", "Who asks"),
                opt("person", "особа", "la personne", "the person"),
                opt("staff", "поліція", "la police", "staff"),
                opt("lawyer", "адвокат або близькі", "l’avocat ou un proche", "the lawyer or relatives"),
            ),
            ask(
                "called",
                "choice",
                w("Кого", "Qui", "Whom"),
                opt("ambulance", "екстрену допомогу", "une ambulance", "an ambulance"),
                opt(
                    "professional",
                    "медика приміщення",
                    "le médecin du service",
                    "the suite’s healthcare professional",
                ),
                opt(
                    "own",
                    "лікаря за вибором особи",
                    "le médecin choisi par la personne",
                    "the person’s own doctor",
                ),
            ),
            sealed_text("why", w("Чому", "Pourquoi", "Why")),
            ask("expected_at", "instant", w("Прибуде о", "Attendu à", "Expected at"), ahead=True),
        ),
        tells=("medical_requested",),
    ),
    Act(
        code="medically_examined",
        words=w("Медичний огляд", "Examen médical", "Medical examination"),
        sayings=(
            told(
                w(
                    "Медичний огляд: стан дозволяє тримання",
                    "Examen médical : état compatible",
                    "Examined: fit to be detained",
                ),
                fit_detained="yes",
            ),
            told(
                w(
                    "Медичний огляд: стан не дозволяє тримання",
                    "Examen médical : état non compatible",
                    "Examined: not fit to be detained",
                ),
                fit_detained="no",
            ),
            told(
                w(
                    "Особа відмовилася від огляду",
                    "Examen refusé par la personne",
                    "Declined the examination",
                ),
                consent="declined",
            ),
        ),
        do=w("Записати огляд", "Noter l’examen", "Record examination"),
        topic=TOPIC,
        permit="custody.medical",
        also=("custody.decide",),
        part="medical",
        fields=(
            ask(
                "fit_detained",
                "choice",
                w("Стан і тримання", "Compatible avec la privation de liberté", "Fit to be detained"),
                *FIT,
            ),
            ask(
                "fit_interviewed",
                "choice",
                w("Стан і допит", "Compatible avec une audition", "Fit to be interviewed"),
                *FIT,
            ),
            ask(
                "for_staff",
                "text",
                w("Що має робити охорона", "Ce que l’équipe doit faire", "What staff must do"),
                hint=w(
                    "Це прочитають усі в приміщенні. Без діагнозу.",
                    "Toute l’équipe lira ceci. Sans diagnostic.",
                    "Everybody in the suite reads this. No diagnosis.",
                ),
            ),
            ask("recheck_at", "instant", w("Повторний огляд о", "Nouvel examen à", "Recheck at"), ahead=True),
            sealed_line("who", w("Хто оглядав", "Qui a examiné", "Who examined")),
            sealed_text("says", w("Що каже особа", "Ce que dit la personne", "What the person says")),
            sealed_text("findings", w("Що виявлено", "Constatations", "Findings")),
            MARKS,
            sealed_text(
                "treatment",
                w("Що зроблено й призначено", "Soins et prescription", "Treatment and prescription"),
            ),
            ask(
                "alone",
                "choice",
                w("Хто ще був у кімнаті", "Qui d’autre était présent", "Who else was in the room"),
                opt("nobody", "нікого", "personne", "nobody"),
                opt(
                    "sight",
                    "поліція: бачила, не чула",
                    "police : à vue, sans entendre",
                    "police, in sight, out of hearing",
                ),
                opt(
                    "hearing",
                    "поліція: чула, на прохання медика",
                    "police : à portée de voix, à la demande du médecin",
                    "police, within hearing, at the professional’s request",
                ),
            ),
            ask(
                "consent",
                "choice",
                w("Згода особи", "Consentement", "Consent"),
                opt("yes", "згодна", "oui", "yes"),
                opt("partly", "частково", "en partie", "in part"),
                opt("declined", "відмовилася", "refus", "declined"),
                opt("could_not", "не могла відповісти", "ne pouvait répondre", "could not answer"),
            ),
        ),
        tells=("medically_examined",),
    ),
    Act(
        code="body_map",
        words=w(
            "Ушкодження описано на схемі тіла",
            "Lésions notées sur le schéma corporel",
            "Injuries noted on the body map",
        ),
        sayings=(
            told(
                w(
                    "Видимих ушкоджень немає: схема тіла",
                    "Aucune lésion visible : schéma corporel",
                    "No visible injuries: body map",
                ),
                nothing_seen=True,
            ),
        ),
        do=w("Заповнити схему тіла", "Remplir le schéma", "Fill in the body map"),
        topic=TOPIC,
        permit="custody.medical",
        also=("custody.decide",),
        part="medical",
        fields=(
            ask(
                "moment",
                "choice",
                w("Коли", "Moment", "When"),
                opt("entry", "під час прийняття", "à l’arrivée", "on entry"),
                opt("exit", "перед звільненням чи передачею", "à la sortie", "on exit"),
                opt("force", "після примусу", "après contrainte", "after force"),
                opt("other", "інший час", "autre moment", "another time"),
                needed=True,
            ),
            ask(
                "nothing_seen",
                "yes_no",
                w("Видимих ушкоджень немає", "Aucune lésion visible", "No visible injuries"),
            ),
            MARKS,
            ask("photos", "number", w("Світлини", "Photos", "Photographs"), unit="photos"),
            sealed_text(
                "says",
                w(
                    "Що каже особа про причину",
                    "Cause selon la personne",
                    "What the person says of the cause",
                ),
            ),
        ),
    ),
    Act(
        code="injury_noted",
        words=w("Помічено тілесне ушкодження", "Lésion constatée", "Injury noted"),
        do=w("Записати ушкодження", "Noter une lésion", "Record an injury"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide", "custody.medical", "custody.arrest"),
        part="medical",
        fields=(
            sealed_text("seen", w("Що видно", "Ce qui est visible", "What is seen"), needed=True),
            MARKS,
            sealed_text("says", w("Що каже особа", "Ce que dit la personne", "What the person says")),
            ask(
                "aid",
                "choice",
                w("Допомога", "Soins", "Help"),
                opt("not_needed", "не потрібна", "pas nécessaires", "not needed"),
                opt("given", "надано", "donnés", "given"),
                opt("called", "викликано медика", "médecin appelé", "medical help called"),
                opt("declined", "особа відмовилася", "refusés par la personne", "declined"),
            ),
            ask(
                "inspector_told", "yes_no", w("Інспектора повідомлено", "Inspecteur avisé", "Inspector told")
            ),
        ),
    ),
    Act(
        code="medication_due",
        words=w("Призначено ліки", "Médicaments à donner", "Medication to be given"),
        do=w("Призначити ліки", "Prescrire", "Set medication"),
        topic=TOPIC,
        permit="custody.medical",
        also=("custody.decide",),
        part="medical",
        fields=(
            PACKET,
            ask(
                "times",
                "items",
                w("Коли давати", "Quand donner", "When to give it"),
                rows=(ask("at", "instant", w("О", "À", "At"), needed=True, ahead=True),),
                open=True,
                needed=True,
            ),
            ask(
                "for_staff",
                "text",
                w("Що має знати охорона", "Ce que l’équipe doit savoir", "What staff must know"),
            ),
            sealed_line("name", w("Назва ліків", "Médicament", "Medicine")),
            sealed_line("dose", w("Доза", "Dose", "Dose")),
        ),
    ),
    Act(
        code="medication_given",
        words=w("Ліки", "Médicaments", "Medication"),
        sayings=(
            told(w("Ліки прийнято", "Médicament pris", "Medication taken"), taken="taken"),
            told(w("Від ліків відмовилися", "Médicament refusé", "Medication declined"), taken="declined"),
            told(w("Ліки не дано", "Médicament non donné", "Medication not given"), taken="not_given"),
        ),
        do=w("Дати ліки", "Donner les médicaments", "Give medication"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.medical",),
        part="medical",
        key="x",
        fields=(
            PACKET,
            ask(
                "taken",
                "choice",
                w("Що сталося", "Ce qui s’est passé", "What happened"),
                opt("taken", "прийнято", "pris", "taken"),
                opt("declined", "особа відмовилася", "refusé", "declined"),
                opt("not_given", "не дано", "non donné", "not given"),
                needed=True,
            ),
            ask("why_not", "line", w("Чому не дано", "Pourquoi non", "Why not"), when=("taken", "not_given")),
            sealed_text(
                "remark",
                w(
                    "Примітка для медика",
                    "Remarque pour le médecin",
                    "Remark for the healthcare professional",
                ),
            ),
        ),
    ),
    Act(
        code="recheck_due",
        words=w("Призначено повторний огляд", "Nouvel examen prévu", "Recheck due"),
        do=w("Призначити огляд", "Prévoir un examen", "Set a recheck"),
        topic=TOPIC,
        permit="custody.medical",
        also=("custody.decide",),
        part="medical",
        fields=(
            ask(
                "due_at",
                "instant",
                w("Не пізніше", "Au plus tard", "Not later than"),
                needed=True,
                ahead=True,
            ),
            ask(
                "for_staff",
                "text",
                w("Що має знати охорона", "Ce que l’équipe doit savoir", "What staff must know"),
            ),
            sealed_text("why", w("Чому", "Pourquoi", "Why")),
        ),
    ),
)
