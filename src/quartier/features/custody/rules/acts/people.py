"""Those who come for the person, or are told: lawyer, legal aid, relatives, consulate, adult, interpreter."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import (
    HOW,
    LANGUAGE,
    RESULT_OF_CALL,
    SEALED_REMARK,
    TITLE,
    ask,
    opt,
    sealed_line,
    told,
    w,
)

TOPIC = "people"
WHO = sealed_line("who", w("Хто", "Qui", "Who"))
PHONE = sealed_line("phone", w("Телефон", "Téléphone", "Telephone"))
RESULT = ask("result", "choice", w("Результат", "Résultat", "Result"), *RESULT_OF_CALL, needed=True)
STEP = ask(
    "step",
    "choice",
    w("Що сталося", "Ce qui s’est passé", "What happened"),
    opt("needed", "потрібен", "nécessaire", "needed"),
    opt("not_needed", "не потрібен", "pas nécessaire", "not needed"),
    opt("called", "викликано", "appel fait", "called"),
    opt("arrived", "є на місці", "sur place", "here"),
    opt("left", "участь скінчилася", "départ", "left"),
    opt("unavailable", "ще нікого не знайдено", "personne de disponible", "nobody found yet"),
    needed=True,
)
TALK = ask(
    "where",
    "choice",
    w("Де", "Où", "Where"),
    opt("room", "у кімнаті для побачень", "au local de concertation", "in the consultation room"),
    opt("phone", "телефоном, наодинці", "au téléphone, en privé", "by telephone, in private"),
    opt("video", "відеозвʼязком, наодинці", "par vidéo, en privé", "by video, in private"),
)

ACTS = (
    Act(
        code="lawyer_requested",
        words=w("Особа просить адвоката", "Avocat demandé", "Lawyer requested"),
        do=w("Просить адвоката", "Demande un avocat", "Lawyer requested"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care", "custody.arrest"),
        part="file",
        fields=(
            ask(
                "whom",
                "choice",
                w("Якого", "Lequel", "Which one"),
                opt("own", "свого", "le sien", "their own"),
                opt("duty", "за призначенням", "de la permanence", "the duty lawyer"),
                opt("not_said", "не сказала", "pas précisé", "did not say"),
            ),
            WHO,
            PHONE,
        ),
        tells=("lawyer_requested",),
    ),
    Act(
        code="lawyer_tried",
        words=w("Адвоката ще не знайдено", "Avocat non joint", "Lawyer not reached"),
        do=w("Не додзвонилися", "Non joint", "Not reached"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(WHO, HOW, RESULT),
    ),
    Act(
        code="lawyer_contacted",
        words=w("З адвокатом звʼязалися", "Avocat joint", "Lawyer contacted"),
        sayings=(told(w("З адвокатом звʼязалися", "Avocat joint", "Solicitor contacted"), "ew"),),
        do=w("Звʼязалися з адвокатом", "Avocat joint", "Lawyer contacted"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(
            WHO,
            HOW,
            ask("expected_at", "instant", w("Прибуде о", "Attendu à", "Expected at"), ahead=True),
        ),
        tells=("lawyer_contacted",),
    ),
    Act(
        code="legal_aid_informed",
        words=w(
            "Центр правничої допомоги сповіщено", "Centre d’aide juridique avisé", "Legal aid centre informed"
        ),
        do=w("Сповістити центр", "Aviser le centre", "Inform legal aid"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.clock",),
        part="file",
        fields=(
            HOW,
            ask(
                "answer",
                "choice",
                w("Відповідь центру", "Réponse du centre", "The centre’s answer"),
                opt("acknowledged", "отримання підтверджено", "réception confirmée", "receipt confirmed"),
                opt("named", "адвоката призначено", "avocat désigné", "lawyer named"),
                opt("none", "відповіді ще немає", "pas encore de réponse", "no answer yet"),
            ),
            ask("answered_at", "instant", w("Відповідь о", "Réponse à", "Answered at")),
            sealed_line("number", w("Номер звернення", "Numéro de l’avis", "Number of the message")),
            ask(
                "again",
                "yes_no",
                w(
                    "Повторно: адвокат не прибув",
                    "À nouveau : avocat non arrivé",
                    "Again: the lawyer did not come",
                ),
            ),
            WHO,
        ),
        tells=("lawyer_contacted",),
    ),
    Act(
        code="lawyer_arrived",
        words=w("Адвокат на місці", "Avocat sur place", "Lawyer arrived"),
        sayings=(
            told(w("Адвокатка прибула", "L’avocate est arrivée", "Solicitor arrived"), "ew", title="woman"),
            told(w("Адвокат прибув", "L’avocat est arrivé", "Solicitor arrived"), "ew", title="man"),
            told(w("Адвокатка прибула", "L’avocate est arrivée", "Lawyer arrived"), title="woman"),
            told(w("Адвокат прибув", "L’avocat est arrivé", "Lawyer arrived"), title="man"),
        ),
        do=w("Адвокат на місці", "Avocat arrivé", "Lawyer arrived"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            WHO,
            TITLE,
            sealed_line("paper", w("Посвідчення, доручення", "Carte, désignation", "Card, assignment")),
        ),
        tells=("lawyer_arrived",),
    ),
    Act(
        code="lawyer_talk_started",
        words=w(
            "Розмова з адвокатом наодинці почалася",
            "Début de l’entretien confidentiel",
            "Private talk with the lawyer began",
        ),
        do=w("Почати розмову наодинці", "Début d’entretien", "Start private talk"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        fields=(TALK, ask("cell", "cell", w("Кімната", "Local", "Room"))),
        tells=("lawyer_talk_started",),
    ),
    Act(
        code="lawyer_talk_ended",
        words=w(
            "Розмова з адвокатом скінчилася",
            "Fin de l’entretien confidentiel",
            "Private talk with the lawyer ended",
        ),
        do=w("Закінчити розмову", "Fin d’entretien", "End private talk"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        tells=("lawyer_talk_ended",),
    ),
    Act(
        code="third_person_requested",
        words=w("Особа назвала, кого повідомити", "Personne à prévenir désignée", "Named whom to inform"),
        do=w("Кого повідомити", "Qui prévenir", "Whom to inform"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care", "custody.arrest"),
        part="file",
        fields=(
            sealed_line("who", w("Кого", "Qui", "Whom"), needed=True),
            sealed_line("relation", w("Ким доводиться", "Lien", "Relation")),
            PHONE,
            sealed_line(
                "other", w("Якщо не відповість: хто ще", "Sinon : qui d’autre", "If not reached: who else")
            ),
        ),
        tells=("third_person_requested",),
    ),
    Act(
        code="third_person_tried",
        words=w("До близьких ще не додзвонилися", "Proche non joint", "Relative not reached"),
        do=w("Не додзвонилися", "Non joint", "Not reached"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(WHO, HOW, RESULT),
    ),
    Act(
        code="third_person_informed",
        words=w("Близьких повідомлено", "Proche prévenu", "Someone informed"),
        do=w("Повідомили близьких", "Proche prévenu", "Someone informed"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(
            WHO,
            sealed_line("relation", w("Ким доводиться", "Lien", "Relation")),
            HOW,
            ask(
                "told_by",
                "choice",
                w("Хто повідомив", "Qui a prévenu", "Who told them"),
                opt("person", "сама особа", "la personne elle-même", "the person themselves"),
                opt("officer", "поліцейський", "un policier", "an officer"),
                opt("lawyer", "адвокат", "l’avocat", "the lawyer"),
            ),
        ),
        tells=("third_person_informed",),
    ),
    Act(
        code="consulate_told",
        words=w("Консульство", "Consulat", "Consulate"),
        sayings=(
            told(w("Консульство повідомлено", "Consulat avisé", "Consulate told"), step="told"),
            told(
                w(
                    "Особа не бажає повідомляти консульство",
                    "La personne ne veut pas aviser le consulat",
                    "Does not want the consulate told",
                ),
                step="declined",
            ),
            told(w("Консул на місці", "Visite du consulat", "Consular visit"), step="visit"),
        ),
        do=w("Консульство", "Consulat", "Consulate"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(
            ask(
                "step",
                "choice",
                w("Що сталося", "Ce qui s’est passé", "What happened"),
                opt("told", "повідомлено", "avisé", "told"),
                opt("declined", "особа не бажає", "refus de la personne", "the person does not want it"),
                opt("visit", "прибув консул", "visite", "a consular officer came"),
                needed=True,
            ),
            sealed_line("country", w("Держава", "État", "State")),
            HOW,
            SEALED_REMARK,
        ),
    ),
    Act(
        code="guardianship_told",
        words=w(
            "Батьків або орган опіки повідомлено",
            "Parents ou service de tutelle avisés",
            "Parents or guardianship body told",
        ),
        do=w("Повідомити опіку", "Aviser la tutelle", "Tell parents or guardians"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(
            ask(
                "whom",
                "choice",
                w("Кого", "Qui", "Whom"),
                opt("parent", "батьків або опікуна", "parent ou tuteur", "parent or guardian"),
                opt("body", "орган опіки", "service de tutelle", "guardianship body"),
                opt("authority", "місцеву владу", "autorité locale", "local authority"),
                needed=True,
            ),
            WHO,
            HOW,
        ),
    ),
    Act(
        code="appropriate_adult",
        words=w("Довірена доросла особа", "Adulte de confiance", "Appropriate adult"),
        sayings=(
            told(
                w(
                    "Потрібна довірена доросла особа",
                    "Un adulte de confiance est nécessaire",
                    "Appropriate adult needed",
                ),
                step="needed",
            ),
            told(
                w(
                    "Довірену дорослу особу викликано",
                    "Adulte de confiance appelé",
                    "Appropriate adult called",
                ),
                step="called",
            ),
            told(
                w("Довірена доросла особа тут", "Adulte de confiance présent", "Appropriate adult here"),
                step="arrived",
            ),
            told(
                w(
                    "Довірена доросла особа пішла",
                    "Départ de l’adulte de confiance",
                    "Appropriate adult left",
                ),
                step="left",
            ),
        ),
        do=w("Довірена доросла особа", "Adulte de confiance", "Appropriate adult"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        fields=(
            STEP,
            WHO,
            sealed_line("relation", w("Ким доводиться", "Lien", "Relation")),
            ask("informed", "yes_no", w("Роль пояснено", "Rôle expliqué", "Role explained")),
            ask("talked", "yes_no", w("Розмовляли наодинці", "Entretien en privé", "Talked in private")),
        ),
    ),
    Act(
        code="interpreter",
        words=w("Перекладач", "Interprète", "Interpreter"),
        sayings=(
            told(
                w("Потрібен перекладач", "Un interprète est nécessaire", "Interpreter needed"), step="needed"
            ),
            told(
                w("Перекладач не потрібен", "Pas besoin d’interprète", "No interpreter needed"),
                step="not_needed",
            ),
            told(w("Перекладача викликано", "Interprète appelé", "Interpreter called"), step="called"),
            told(w("Перекладач тут", "Interprète présent", "Interpreter here"), step="arrived"),
        ),
        do=w("Перекладач", "Interprète", "Interpreter"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        key="i",
        fields=(
            STEP,
            LANGUAGE,
            ask(
                "mode",
                "choice",
                w("Як", "Comment", "How"),
                opt("in_person", "на місці", "sur place", "in person"),
                opt("video", "відеозвʼязком", "par vidéo", "by video"),
                opt("phone", "телефоном", "par téléphone", "by telephone"),
            ),
            WHO,
        ),
    ),
)
