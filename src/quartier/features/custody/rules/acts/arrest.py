"""What the arresting officer tells: the moment, the place, the grounds, the first words, the way to the station."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import (
    CONDITION,
    LANGUAGE,
    PRESENT,
    UNDERSTOOD,
    ask,
    ground_codes,
    opt,
    sealed_line,
    sealed_text,
    told,
    w,
)

TOPIC = "arrest"
NECESSITY = ask(
    "necessity",
    "choices",
    w("Чому затримання було потрібне", "Pourquoi l’arrestation était nécessaire", "Why arrest was necessary"),
    opt("name", "встановити імʼя", "établir le nom", "to find out the name"),
    opt("address", "встановити адресу", "établir l’adresse", "to find out the address"),
    opt("injury", "запобігти шкоді людині", "éviter une blessure", "to prevent injury"),
    opt("damage", "запобігти шкоді майну", "éviter un dommage aux biens", "to prevent loss or damage"),
    opt(
        "protect",
        "захистити вразливу особу",
        "protéger une personne vulnérable",
        "to protect a vulnerable person",
    ),
    opt(
        "investigation",
        "швидке й дієве розслідування",
        "une enquête rapide et efficace",
        "prompt investigation",
    ),
    opt("disappearance", "щоб особа не зникла", "éviter la fuite", "to prevent disappearance"),
    packs=("ew",),
)

ACTS = (
    Act(
        code="deprived_of_liberty",
        words=w(
            "Момент затримання зафіксовано",
            "Moment de la privation de liberté enregistré",
            "Moment of detention recorded",
        ),
        sayings=(told(w("Затримано о {at}", "Arrestation à {at}", "Arrested at {at}"), "ew"),),
        do=w("Затримати", "Priver de liberté", "Detain"),
        topic=TOPIC,
        permit="custody.arrest",
        also=("custody.decide",),
        part="arrest",
        fields=(
            sealed_line("place", w("Де", "Où", "Where"), needed=True),
            ask(
                "at_station",
                "yes_no",
                w("Затримано вже на дільниці", "Arrêtée au poste", "Arrested at the station"),
                packs=("ew",),
            ),
            ask("ground", "choice", w("Підстава", "Motif légal", "Ground"), *ground_codes(), needed=True),
            sealed_text(
                "facts",
                w("Що сталося", "Ce qui s’est passé", "What happened"),
                hint=w(
                    "Факти, які Ви бачили або знаєте, без висновків про вину.",
                    "Les faits vus ou connus, sans conclure à la culpabilité.",
                    "Facts that you saw or know, no conclusion about guilt.",
                ),
            ),
            sealed_line("suspicion", w("У чому підозрюють", "De quoi on la soupçonne", "Suspected of")),
            NECESSITY,
            ask(
                "reason_told",
                "yes_no",
                w("Причину пояснено одразу", "Motif donné aussitôt", "Reason told at once"),
            ),
            sealed_text("witnesses", w("Хто бачив", "Qui a vu", "Who saw it")),
            sealed_line(
                "dependants",
                w("Хто лишився без догляду", "Qui reste sans soins", "Who is left without care"),
                hint=w(
                    "Дитина, хвора людина, тварина: щоб про них подбали.",
                    "Enfant, malade, animal : pour qu’on s’en occupe.",
                    "A child, somebody ill, an animal: so that they are looked after.",
                ),
            ),
            sealed_line(
                "camera", w("Номер відеозапису", "Numéro de l’enregistrement vidéo", "Number of the video")
            ),
        ),
        tells=("deprived_of_liberty",),
        said={"at_station": "at_station"},
        signed=("officer",),
    ),
    Act(
        code="first_words",
        words=w(
            "Слова особи під час затримання", "Premières paroles de la personne", "First words of the person"
        ),
        do=w("Записати слова", "Noter les paroles", "Record words"),
        topic=TOPIC,
        permit="custody.arrest",
        also=("custody.decide",),
        part="arrest",
        fields=(
            sealed_text(
                "words",
                w("Що сказала особа", "Ce que la personne a dit", "What the person said"),
                needed=True,
                hint=w(
                    "Дослівно. Не запитуйте.", "Mot pour mot. Sans interroger.", "Word for word. Do not ask."
                ),
            ),
            ask(
                "cautioned",
                "yes_no",
                w("Після попередження", "Après l’avertissement", "After the caution"),
                packs=("ew",),
            ),
        ),
        signed=("person",),
    ),
    Act(
        code="street_search",
        words=w("Поверхнева перевірка на місці", "Fouille de sécurité sur place", "Pat-down on the spot"),
        do=w("Записати перевірку", "Noter la fouille", "Record the pat-down"),
        topic=TOPIC,
        permit="custody.arrest",
        also=("custody.decide",),
        part="arrest",
        fields=(
            sealed_line("reason", w("Причина", "Raison", "Reason")),
            ask(
                "same_sex",
                "yes_no",
                w(
                    "Проводила особа тієї самої статі",
                    "Faite par une personne du même sexe",
                    "Done by somebody of the same sex",
                ),
            ),
            ask(
                "found",
                "items",
                w("Що знайдено", "Ce qui a été trouvé", "What was found"),
                sealed=True,
                rows=(
                    ask("what", "line", w("Річ", "Objet", "Thing"), needed=True),
                    ask("kept", "yes_no", w("Забрано", "Gardé", "Taken")),
                ),
            ),
        ),
    ),
    Act(
        code="rights_told_orally",
        words=w("Права розʼяснено усно", "Droits communiqués oralement", "Rights told orally"),
        do=w("Права названо", "Droits dits", "Rights told"),
        topic="rights",
        permit="custody.arrest",
        also=("custody.decide",),
        part="arrest",
        fields=(
            ask(
                "told",
                "choices",
                w("Що названо", "Ce qui a été dit", "What was told"),
                opt("reason", "підстави затримання", "motifs", "the reason"),
                opt("silence", "мовчати", "se taire", "silence"),
                opt("lawyer", "адвокат", "avocat", "lawyer"),
                opt("inform", "повідомити близьких", "prévenir un proche", "have someone informed"),
                opt("medical", "медична допомога", "soins", "medical help"),
                opt("check", "перевірка підстав судом", "contrôle par un juge", "a court’s check"),
                opt("caution", "попередження (caution)", "avertissement (caution)", "caution", "ew"),
            ),
            LANGUAGE,
            UNDERSTOOD,
        ),
    ),
    Act(
        code="arrived_at_station",
        words=w("Особу доставлено", "Arrivée au poste", "Arrived at the station"),
        do=w("Прибули", "Arrivée", "Arrived"),
        topic=TOPIC,
        permit="custody.arrest",
        also=("custody.decide", "custody.care"),
        part="arrest",
        fields=(
            CONDITION,
            ask("area", "line", w("Район поліції", "Zone de police", "Police area"), packs=("ew",)),
            sealed_line("brought_by", w("Хто доставив", "Qui l’a amenée", "Who brought the person")),
            sealed_line("vehicle", w("Автомобіль", "Véhicule", "Vehicle")),
            sealed_text(
                "way", w("Чому дорога тривала довго", "Pourquoi le trajet a duré", "Why the way took long")
            ),
        ),
        tells=("arrived_at_station",),
        said={"area": "area"},
    ),
    Act(
        code="bringing_account",
        words=w(
            "Опитано поліцейського, який доставив",
            "Policier qui amène entendu",
            "Bringing officer interviewed",
        ),
        do=w("Опитати поліцейського", "Entendre le policier", "Interview the officer"),
        topic=TOPIC,
        permit="custody.decide",
        part="arrest",
        fields=(
            sealed_line("who", w("Хто", "Qui", "Who")),
            sealed_text(
                "account",
                w("Обставини його словами", "Circonstances selon lui", "What the officer says"),
                needed=True,
            ),
            ask(
                "force",
                "yes_no",
                w("Каже, що застосовував примус", "Dit avoir usé de contrainte", "Says that force was used"),
            ),
            sealed_text("risks", w("Ризики, про які знає", "Risques connus", "Risks the officer knows of")),
        ),
        signed=("bringing", "officer"),
    ),
    Act(
        code="detainee_account",
        words=w("Опитано затриману особу", "Personne entendue sur son arrivée", "Detained person asked"),
        do=w("Опитати особу", "Entendre la personne", "Ask the person"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        fields=(
            sealed_text(
                "account",
                w("Обставини її словами", "Circonstances selon elle", "What the person says"),
                hint=w(
                    "Не допит. Якщо скаржиться на поводження, запишіть скаргу: вона піде повз тих, на кого скаржаться.",
                    "Ce n’est pas une audition. Une plainte s’enregistre à part, hors de vue des personnes visées.",
                    "No interview. A complaint about treatment is recorded apart, out of sight of those it is about.",
                ),
            ),
            ask(
                "answered",
                "choice",
                w("Чи відповідає", "Répond-elle", "Does the person answer"),
                opt("yes", "так", "oui", "yes"),
                opt("no_wish", "не бажає", "ne le souhaite pas", "does not wish to"),
                opt("could_not", "не може", "ne peut pas", "cannot"),
            ),
            PRESENT,
        ),
        signed=("person", "officer"),
    ),
    # A handover has two sides, and each signs in a session of its own: whoever brings offers, the suite accepts.
    Act(
        code="handover_offered",
        words=w(
            "Особу передають, ще не прийнято",
            "Remise proposée, pas encore acceptée",
            "Handed over, not yet accepted",
        ),
        do=w("Передати особу", "Remettre la personne", "Hand over"),
        topic=TOPIC,
        permit="custody.arrest",
        part="arrest",
        fields=(
            CONDITION,
            sealed_text(
                "risks",
                w(
                    "Що треба знати приміщенню",
                    "Ce que les cellules doivent savoir",
                    "What the suite must know",
                ),
            ),
            sealed_text(
                "items",
                w("Що передано разом", "Objets remis avec elle", "What was handed over with the person"),
            ),
        ),
        signed=("bringing",),
    ),
    Act(
        code="handed_over",
        words=w(
            "Особу передано й прийнято",
            "Personne remise et prise en charge",
            "Person handed over and accepted",
        ),
        do=w("Прийняти особу", "Prendre en charge", "Accept the person"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="arrest",
        fields=(
            CONDITION,
            sealed_text(
                "differs",
                w(
                    "Що інакше, ніж сказав поліцейський",
                    "Ce qui diffère de ce qu’a dit le policier",
                    "What differs from what the officer said",
                ),
            ),
            sealed_text(
                "items",
                w("Що прийнято разом", "Objets reçus avec elle", "What was received with the person"),
            ),
            sealed_line("brought_by", w("Хто передав", "Qui l’a remise", "Who handed over")),
        ),
        signed=("bringing", "officer"),
    ),
)
