"""Roles of residents, councils, partners and the press office."""

from quartier.core.accounts.role import APPEALS_TOO, CONFIDENTIAL, HERE, INTERNAL, Role, Words

CIVIC = (
    Role(
        code="resident",
        door="portal",
        name=Words(uk="житель, жителька", fr="habitant, habitante", en="resident"),
        description=Words(
            uk="Подає звернення й бачить лише оприлюднене та власні записи. Надавати роль не потрібно.",
            fr="Dépose des demandes ; voit ce qui est public et ses propres dossiers. Ne s’accorde pas.",
            en="Sends requests and sees what is public and their own records. Needs no grant.",
        ),
    ),
    Role(
        code="volunteer",
        door="partner",
        name=Words(uk="волонтер, волонтерка", fr="bénévole, volontaire", en="volunteer", fr_fr="bénévole"),
        description=Words(
            uk="Допомагає без оплати, дата перевірки відома. Чужих записів не бачить.",
            fr="Aide sans être payé, date de vérification connue. Ne voit aucun dossier d’autrui.",
            en="Helps without pay, with a known vetting date. Sees nobody else’s records.",
        ),
    ),
    Role(
        code="partner_organisation",
        door="partner",
        name=Words(uk="організація-партнер", fr="organisation partenaire", en="partner organisation"),
        description=Words(
            uk="Працює з поліцією від імені школи, лікарні чи громадської організації. "
            "Бачить записи своєї організації та передані їй.",
            fr="Travaille avec la police au nom d’une école, d’un hôpital ou d’une association. "
            "Voit les dossiers de son organisation et ceux qu’on lui a transmis.",
            en="Works with the police for a school, a hospital or an NGO. "
            "Sees the records of the own organisation and those shared with it.",
        ),
        permits=frozenset({"promises.write", "promises.confirm", "console.open"}),
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="school_contact",
        door="partner",
        name=Words(
            uk="контактна особа школи",
            fr="personne de contact de l’école",
            en="school contact",
            fr_fr="référent ou référente de l’établissement",
        ),
        description=Words(
            uk="До цієї особи в школі звертається офіцер. Поліцейських записів про учнів не бачить.",
            fr="La personne que l’agent appelle à l’école. Ne voit aucun dossier de police sur les élèves.",
            en="The one in a school whom the officer calls. Sees no police record on pupils.",
        ),
        permits=frozenset({"promises.write", "promises.confirm", "console.open"}),
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="clerk",
        door="console",
        name=Words(
            uk="виконавець, виконавиця",
            fr="gestionnaire du dossier",
            en="case handler",
            fr_fr="agent ou agente chargé du dossier",
        ),
        description=Words(
            uk="Готує відповіді на звернення. Скарг на поліцейських і справ поліції не бачить.",
            fr="Prépare les réponses aux demandes. Ne voit ni les plaintes contre des policiers, "
            "ni les dossiers de police.",
            en="Prepares the answers to requests. Sees no complaint about officers and no police record.",
        ),
        permits=frozenset(
            {
                "promises.write",
                "promises.confirm",
                "console.open",
                "news.write",
                "appeals.handle",
                "appeals.enter",
            }
        ),
        compartments=APPEALS_TOO,
        secrecy=INTERNAL,
    ),
    Role(
        code="council_secretary",
        door="console",
        name=Words(
            uk="секретар ради, секретарка ради",
            fr="secrétaire communal, secrétaire communale",
            en="council secretary",
            fr_fr="secrétaire de mairie",
        ),
        description=Words(
            uk="Веде папери ради, петиції та протоколи, оприлюднює новини ради.",
            fr="Tient les actes du conseil, les pétitions et les procès-verbaux ; publie les nouvelles.",
            en="Keeps the council’s papers, petitions and minutes, and publishes its news.",
        ),
        permits=frozenset(
            {
                "promises.write",
                "promises.confirm",
                "console.open",
                "news.write",
                "publication.decide",
                "publication.moderate",
                "publication.wartime",
                "appeals.handle",
                "appeals.enter",
            }
        ),
        compartments=APPEALS_TOO,
        secrecy=INTERNAL,
    ),
    Role(
        code="mail_room",
        door="console",
        name=Words(uk="поштова кімната", fr="bureau du courrier", en="mail room"),
        description=Words(
            uk="Надсилає повідомлення й листи від імені однієї організації. Бачить адреси, записів не бачить.",
            fr="Envoie messages et lettres au nom d’une organisation. Voit les adresses, aucun dossier.",
            en="Sends messages and letters for one organisation. Sees addresses and no records.",
        ),
        permits=frozenset({"console.open", "messages.send", "messages.letters"}),
        compartments=frozenset({"post"}),
        secrecy=CONFIDENTIAL,
    ),
    Role(
        code="appeals_clock",
        door="console",
        name=Words(uk="годинник звернень", fr="horloge des demandes", en="clock of requests"),
        description=Words(
            uk="Програма, яка повідомляє людей, коли в їхніх зверненнях нічого не змінюється. Відповідей не дає.",
            fr="Programme qui informe les personnes quand rien ne change dans leurs demandes. Ne répond pas.",
            en="A program that tells people when nothing changes on one organisation’s requests. Gives no answers.",
        ),
        permits=frozenset({"appeals.remind"}),
        compartments=frozenset({"appeals", "complaint"}),
        secrecy=INTERNAL,
    ),
    Role(
        code="custody_clock",
        door="console",
        name=Words(
            uk="годинник приміщення для затриманих",
            fr="horloge du complexe cellulaire",
            en="clock of a suite",
        ),
        description=Words(
            uk="Програма, яка стежить за строками в одному приміщенні, бʼє на сполох і рахує присутніх. Рішень не приймає.",
            fr="Programme qui suit les délais d’un complexe, donne l’alerte et compte les présents. Ne décide rien.",
            en="A program that watches the times of one suite, raises alarms and counts who is there. Decides nothing.",
        ),
        permits=frozenset({"custody.clock"}),
        compartments=frozenset({"general"}),
        secrecy=INTERNAL,
    ),
    Role(
        code="moderator",
        door="console",
        name=Words(uk="модератор, модераторка", fr="modérateur, modératrice", en="moderator"),
        description=Words(
            uk="Вирішує, що можна оприлюднити, і пояснює рішення. Хто написав, не бачить.",
            fr="Décide de ce qui peut être publié, avec un motif. Ne voit pas qui a écrit.",
            en="Decides what may be published, with a reason. Does not see who wrote it.",
        ),
        permits=frozenset({"promises.confirm", "console.open", "publication.decide", "publication.moderate"}),
        compartments=HERE,
        secrecy=INTERNAL,
    ),
    Role(
        code="press_officer",
        door="console",
        name=Words(
            uk="речник, речниця",
            fr="porte-parole",
            en="press officer",
            fr_fr="chargé ou chargée de communication",
        ),
        description=Words(
            uk="Говорить із громадськістю від імені організації. Імен і точок подій не бачить.",
            fr="Parle au public au nom de l’organisation. Ne voit ni noms ni lieux exacts des faits.",
            en="Speaks to the public for an organisation. Sees no names and no points of incidents.",
        ),
        permits=frozenset(
            {"promises.write", "promises.confirm", "console.open", "news.write", "publication.decide"}
        ),
        compartments=HERE,  # at public secrecy: the drafts of what residents will read, nothing else
    ),
    Role(
        code="victim_worker",
        door="console",
        name=Words(
            uk="фахівець із підтримки постраждалих",
            fr="assistant, assistante du SAPV",
            en="victim support worker",
            fr_fr="intervenant social en commissariat et gendarmerie (ISCG)",
        ),
        description=Words(
            uk="Приймає постраждалих і підтримує їх. Матеріалів розслідування не бачить.",
            fr="Accueille et soutient les victimes. Ne voit pas les dossiers d’enquête.",
            en="Receives and supports victims. Does not see investigation files.",
        ),
        permits=frozenset({"promises.write", "promises.confirm", "console.open"}),
        compartments=HERE,
        secrecy=CONFIDENTIAL,
    ),
    Role(
        code="witness_operator",
        door="console",
        name=Words(
            uk="оператор свідка журналу",
            fr="opérateur du témoin du registre",
            en="ledger witness operator",
        ),
        description=Words(
            uk="Тримає свідка журналу в іншій організації. Бачить розміри та відбитки, не зміст.",
            fr="Tient un témoin du registre dans une autre organisation. "
            "Voit des tailles et des empreintes, jamais le contenu.",
            en="Runs a witness of the ledger in another organisation. Sees sizes and fingerprints, no "
            "content.",
        ),
        permits=frozenset({"console.open", "ledger.read"}),
    ),
    Role(
        code="auditor",
        door="console",
        name=Words(uk="аудитор, аудиторка", fr="auditeur, auditrice", en="auditor"),
        description=Words(
            uk="Читає перегляди, надані ролі та оприлюднені показники. Самих записів не бачить, нічого "
            "не змінює.",
            fr="Lit les consultations, les rôles accordés et les chiffres publiés. "
            "Ne voit pas les dossiers et ne modifie rien.",
            en="Reads looks, grants and published figures. Sees no record and changes nothing.",
        ),
        permits=frozenset(
            {
                "promises.confirm",
                "console.open",
                "accounts.read",
                "registry.looks",
                "ledger.read",
                "ledger.export",
            }
        ),
    ),
)
