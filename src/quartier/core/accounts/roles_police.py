"""Roles of the police and of those who run an installation."""

from quartier.core.accounts.role import APPEALS_TOO, CHILDREN_TOO, CONFIDENTIAL, HERE, INTERNAL, Role, Words

OFFICERS = frozenset(
    {
        "police_officer",
        "beat_officer",
        "community_officer",
        "arresting_officer",
        "dispatcher",
        "shift_supervisor",
    }
)
BEAT = frozenset({"console.open", "incidents.read"})

POLICE = (
    Role(
        code="police_officer",
        door="console",
        name=Words(
            uk="поліцейський, поліцейська",
            fr="policier, policière",
            en="police officer",
            fr_fr="policier, policière ; gendarme",
        ),
        description=Words(
            uk="Читає події та звернення своєї території. Скарг на поліцейських не бачить.",
            fr="Lit les faits et les demandes de son territoire. Ne voit pas les plaintes contre des "
            "policiers.",
            en="Reads incidents and requests of the own area. Sees no complaint about officers.",
        ),
        permits=BEAT,
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="beat_officer",
        door="console",
        name=Words(
            uk="дільничний офіцер поліції",
            fr="agent de quartier, inspecteur de quartier",
            en="neighbourhood officer",
            fr_fr="policier de proximité, gendarme de contact",
        ),
        description=Words(
            uk="Знає одну дільницю та працює для неї. Записів інших дільниць не бачить.",
            fr="Connaît et sert un quartier. Ne voit pas les dossiers des autres quartiers.",
            en="Knows and serves one neighbourhood. Does not see the records of other beats.",
        ),
        permits=BEAT | {"promises.write", "promises.confirm", "appeals.handle", "appeals.enter"},
        compartments=APPEALS_TOO,
        secrecy=INTERNAL,
    ),
    Role(
        code="community_officer",
        door="console",
        name=Words(
            uk="поліцейський офіцер громади",
            fr="policier de référence de la communauté (Ukraine)",
            en="community police officer",
            fr_fr="policier référent de la communauté (Ukraine)",
        ),
        description=Words(
            uk="Належить до однієї громади: прийом, щоденник дільниці, обіцянки. Скарг на свій сектор "
            "не бачить.",
            fr="Appartient à une seule communauté : permanence, journal, engagements. "
            "Ne voit pas les plaintes contre son secteur.",
            en="Belongs to one hromada: reception, beat diary, promises. Sees no complaint about the "
            "own sector.",
        ),
        permits=BEAT | {"promises.write", "promises.confirm", "appeals.handle", "appeals.enter"},
        compartments=APPEALS_TOO,
        secrecy=INTERNAL,
    ),
    Role(
        code="arresting_officer",
        door="console",
        name=Words(
            uk="уповноважена службова особа, що здійснила затримання",
            fr="policier ayant procédé à l’arrestation",
            en="arresting officer",
            fr_fr="agent interpellateur",
        ),
        description=Words(
            uk="Описує власне затримання та передачу особи. Скарги на це затримання не бачить.",
            fr="Décrit l’arrestation qu’il a faite et la remise de la personne. "
            "Ne voit pas la plainte qui la concerne.",
            en="Describes the own arrest and the handover. Does not see a complaint about it.",
        ),
        permits=BEAT | {"custody.arrest"},
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="dispatcher",
        door="console",
        name=Words(
            uk="диспетчер, диспетчерка",
            fr="opérateur du dispatching",
            en="dispatcher",
            fr_fr="opérateur radio du centre de commandement",
        ),
        description=Words(
            uk="Обирає наряди та керує ними. Звернень, що не термінові, і скарг не бачить.",
            fr="Choisit et dirige les équipes. Ne voit ni les demandes non urgentes ni les plaintes.",
            en="Chooses and directs crews. Sees neither requests that can wait nor complaints.",
        ),
        permits=BEAT,
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="shift_supervisor",
        door="console",
        name=Words(
            uk="старший зміни",
            fr="chef de service, officier de service",
            en="shift supervisor",
            fr_fr="chef de brigade",
        ),
        description=Words(
            uk="Відповідає за зміну та переглядає підстави затримання. Допитів і медичної частини не бачить.",
            fr="Répond d’un service et revoit les détentions. Ne voit ni auditions ni partie médicale.",
            en="Answers for a shift and reviews detention. Sees neither interviews nor the medical part.",
        ),
        permits=BEAT | {"custody.read", "custody.review", "custody.supervise"},
        compartments=CHILDREN_TOO,
        secrecy=CONFIDENTIAL,
    ),
    Role(
        code="shift_commander",
        door="console",
        name=Words(
            uk="відповідальний від керівництва",
            fr="officier de permanence",
            en="duty commander",
        ),
        description=Words(
            uk="Відповідає за роботу поліції в певний час, бачить перегляди записів і надає ролі своїм "
            "людям. "
            "Скарг на власні рішення не бачить.",
            fr="Répond des opérations pendant une période, voit les consultations et accorde des rôles "
            "à ses équipes. "
            "Ne voit pas les plaintes contre ses décisions.",
            en="Answers for operations in a period, sees who looked at records and gives roles to the "
            "own people. "
            "Sees no complaint about own decisions.",
        ),
        permits=BEAT
        | {
            "accounts.read",
            "accounts.give",
            "registry.looks",
            "registry.share",
            "incidents.publish",
            "publication.wartime",
            "custody.read",
            "custody.review",
            "custody.supervise",
        },
        compartments=CHILDREN_TOO,
        secrecy=CONFIDENTIAL,
        gives=OFFICERS,
    ),
    Role(
        code="crime_analyst",
        door="console",
        name=Words(
            uk="кримінальний аналітик, кримінальна аналітикиня",
            fr="analyste criminel, analyste criminelle",
            en="crime analyst",
        ),
        description=Words(
            uk="Вивчає де й коли, ніколи хто: завантажує набори подій і готує їх до оприлюднення.",
            fr="Étudie où et quand, jamais qui : importe les jeux d’événements et prépare leur publication.",
            en="Studies where and when, never who: imports data sets of incidents and prepares their "
            "publication.",
        ),
        permits=frozenset({"console.open", "incidents.read", "incidents.import", "incidents.publish"}),
        compartments=HERE,
        secrecy=INTERNAL,
    ),
)
