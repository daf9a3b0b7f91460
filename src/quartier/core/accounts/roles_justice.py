"""Roles around a person in custody: those who protect, examine, judge and visit."""

from quartier.core.accounts.role import CHILDREN_TOO, CONFIDENTIAL, INTERNAL, SECRET, Role, Words

SUITE = frozenset(
    {"console.open", "custody.read", "custody.care", "custody.decide", "custody.supervise", "custody.suite"}
)

JUSTICE = (
    Role(
        code="detainee",
        door="portal",
        name=Words(
            uk="затримана особа",
            fr="personne privée de liberté",
            en="detained person",
            fr_fr="personne gardée à vue",
        ),
        description=Words(
            uk="Бачить власний запис про затримання та хто його переглядав. Надавати роль не потрібно.",
            fr="Voit son propre dossier de détention et qui l’a consulté. Ne s’accorde pas.",
            en="Sees the own custody record and who looked at it. Needs no grant.",
        ),
    ),
    Role(
        code="lawyer",
        door="lawyer",
        name=Words(uk="адвокат, адвокатка", fr="avocat, avocate", en="lawyer"),
        description=Words(
            uk="Бачить записи власних підзахисних і додає нотатки, яких поліція не змінить.",
            fr="Voit les dossiers de ses clients et y ajoute des notes que la police ne peut changer.",
            en="Sees the own clients’ records and adds notes that the police cannot change.",
        ),
    ),
    Role(
        code="legal_aid_centre",
        door="lawyer",
        name=Words(
            uk="центр з надання безоплатної правничої допомоги",
            fr="bureau d’aide juridique (BAJ)",
            en="legal aid centre",
            fr_fr="bureau d’aide juridictionnelle",
        ),
        description=Words(
            uk="Отримує повідомлення про затримання й призначає адвоката. Самого запису не бачить.",
            fr="Reçoit les avis de détention et désigne un avocat. Ne voit pas le dossier.",
            en="Gets the notices of detention and names a lawyer. Does not see the record.",
        ),
    ),
    Role(
        code="interpreter",
        door="partner",
        name=Words(uk="перекладач, перекладачка", fr="interprète", en="interpreter"),
        description=Words(
            uk="Бачить лише розмову, на яку її чи його запросили, і записує її час.",
            fr="Ne voit que la séance pour laquelle on l’a appelé, et en note les heures.",
            en="Sees only the session they were called to, and enters its times.",
        ),
    ),
    Role(
        code="healthcare_professional",
        door="console",
        name=Words(
            uk="медичний працівник, медична працівниця",
            fr="médecin ou professionnel de santé",
            en="healthcare professional",
        ),
        description=Words(
            uk="Оглядає затриманих осіб і веде медичну частину запису. Підстав підозри не бачить.",
            fr="Examine les personnes détenues et tient la partie médicale. Ne voit pas les soupçons.",
            en="Examines detained people and keeps the medical part. Does not see grounds of suspicion.",
        ),
        permits=frozenset({"console.open", "custody.medical"}),
        compartments=frozenset({"medical"}),
        secrecy=SECRET,
    ),
    Role(
        code="prosecutor",
        door="console",
        name=Words(
            uk="прокурор, прокурорка",
            fr="procureur du Roi",
            en="prosecutor",
            fr_fr="procureur de la République",
        ),
        description=Words(
            uk="Наглядає за законністю затримання. Бачить записи про затримання та скарги на поводження, "
            "але не нотатки адвоката.",
            fr="Veille à la légalité de la détention. Voit les dossiers de détention et les plaintes "
            "sur les traitements, pas les notes de l’avocat.",
            en="Supervises that detention is lawful. Sees custody records and complaints of "
            "ill-treatment, "
            "not the lawyer’s notes.",
        ),
        permits=frozenset({"console.open", "custody.read", "custody.complaints"}),
        compartments=CHILDREN_TOO | {"complaint"},
        secrecy=SECRET,
    ),
    Role(
        code="custody_inspector",
        door="console",
        name=Words(
            uk="інспектор з дотримання прав людини",
            fr="inspecteur des droits humains (garde des détenus, Ukraine)",
            en="human rights inspector (custody)",
            fr_fr="inspecteur des droits humains (garde à vue, Ukraine)",
        ),
        description=Words(
            uk="Веде запис про затримання й перевіряє права, окремо від розслідування. "
            "Розмов з адвокатом і медичної частини не бачить.",
            fr="Tient le dossier de détention et contrôle les droits, hors de l’enquête. "
            "Ne voit ni les entretiens avec l’avocat ni la partie médicale.",
            en="Keeps the custody record and checks rights, outside the investigation. "
            "Sees neither talks with the lawyer nor the medical part.",
        ),
        permits=SUITE | {"registry.looks", "appeals.handle", "appeals.enter", "custody.complaints"},
        compartments=CHILDREN_TOO | {"complaint"},
        secrecy=CONFIDENTIAL,
    ),
    Role(
        code="custody_officer",
        door="console",
        name=Words(
            uk="службова особа, відповідальна за перебування затриманих",
            fr="officier de police responsable de la privation de liberté",
            en="custody officer",
            fr_fr="officier de garde à vue",
        ),
        description=Words(
            uk="Відповідає за законність та умови затримання в одному приміщенні. Розслідування не "
            "веде й не бачить.",
            fr="Répond de la légalité et des conditions de la détention dans un complexe. "
            "N’enquête pas et ne voit pas l’enquête.",
            en="Answers for lawfulness and conditions of detention in one suite. "
            "Does not investigate and does not see the investigation.",
        ),
        permits=SUITE,
        compartments=CHILDREN_TOO,
        secrecy=CONFIDENTIAL,
    ),
    Role(
        code="detention_officer",
        door="console",
        name=Words(
            uk="поліцейський з охорони затриманих",
            fr="gardien des cellules",
            en="detention officer",
            fr_fr="gardien de geôle",
        ),
        description=Words(
            uk="Піклується про затриманих осіб і записує обходи. Підстав підозри, медичної частини та "
            "скарг не бачить.",
            fr="S’occupe des personnes détenues et note les rondes. "
            "Ne voit ni les soupçons, ni la partie médicale, ni les plaintes.",
            en="Looks after detained people and records the rounds. "
            "Sees no grounds of suspicion, no medical part and no complaint.",
        ),
        permits=frozenset({"console.open", "custody.read", "custody.care"}),
        compartments=frozenset({"general"}),
        secrecy=INTERNAL,
    ),
    Role(
        code="monitor",
        door="monitor",
        name=Words(
            uk="монітор НПМ",
            fr="contrôleur du mécanisme national de prévention",
            en="monitor",
            fr_fr="contrôleur, contrôleuse (CGLPL)",
        ),
        description=Words(
            uk="Незалежно відвідує місця несвободи, читає записи й перевіряє докази. Нічого не наказує "
            "й не змінює.",
            fr="Visite en toute indépendance les lieux de détention, lit les dossiers et vérifie les "
            "preuves. "
            "N’ordonne et ne modifie rien.",
            en="Visits places of detention independently, reads records and verifies proofs. "
            "Orders nothing and changes nothing.",
        ),
        permits=frozenset({"ledger.read", "ledger.export"}),
        compartments=CHILDREN_TOO,
        secrecy=CONFIDENTIAL,
    ),
)
