"""The permits: what roles and API keys may allow, each in plain words."""

from quartier.core.accounts.role import Permit, Words

PERMITS: dict[str, Permit] = {
    permit.code: permit
    for permit in (
        Permit(
            code="console.open",
            words=Words(
                uk="Увійти до робочого кабінету.",
                fr="Ouvrir l’espace de travail.",
                en="Open the staff console.",
            ),
        ),
        Permit(
            code="accounts.read",
            words=Words(
                uk="Бачити облікові записи та надані ролі своєї організації.",
                fr="Voir les comptes et les rôles accordés de son organisation.",
                en="See the accounts and the roles given in one’s organisation.",
            ),
        ),
        Permit(
            code="accounts.give",
            words=Words(
                uk="Надавати ролі та припиняти їх, у межах власної території та організації.",
                fr="Accorder des rôles et y mettre fin, dans les limites de son territoire et de son "
                "organisation.",
                en="Give roles and end them, within one’s own area and organisation.",
            ),
        ),
        Permit(
            code="accounts.keys",
            words=Words(
                uk="Створювати ключі для програм організації та припиняти їх.",
                fr="Créer des clés pour les programmes de l’organisation et y mettre fin.",
                en="Make keys for the organisation’s programs and end them.",
            ),
        ),
        Permit(
            code="law.accept",
            words=Words(
                uk="Прийняти для своєї організації пакет правил, не всі рядки якого перевірено.",
                fr="Accepter pour son organisation un paquet de règles qui n’est pas entièrement vérifié.",
                en="Accept for one’s organisation a rule pack that is not wholly verified.",
            ),
        ),
        Permit(
            code="territory.edit",
            words=Words(
                uk="Змінювати межі, дільниці, приміщення та адреси.",
                fr="Modifier les limites, les quartiers, les locaux et les adresses.",
                en="Change boundaries, beats, premises and addresses.",
            ),
        ),
        Permit(
            code="incidents.read",
            words=Words(
                uk="Читати набори подій на карті та в таблицях.",
                fr="Lire les jeux d’événements, sur carte et en tableau.",
                en="Read data sets of incidents, on the map and in tables.",
            ),
        ),
        Permit(
            code="incidents.import",
            words=Words(
                uk="Завантажувати файли подій і виправляти відхилені рядки.",
                fr="Importer des fichiers d’événements et corriger les lignes refusées.",
                en="Import files of incidents and mend refused rows.",
            ),
        ),
        Permit(
            code="incidents.publish",
            words=Words(
                uk="Готувати події до оприлюднення з безпечною точністю.",
                fr="Préparer la publication d’événements à une précision sûre.",
                en="Prepare incidents for publication at safe precision.",
            ),
        ),
        Permit(
            code="news.write",
            words=Words(
                uk="Писати новини та повідомлення від імені організації.",
                fr="Rédiger les nouvelles et les avis au nom de l’organisation.",
                en="Write news and notices for the organisation.",
            ),
        ),
        Permit(
            code="promises.write",
            words=Words(
                uk="Записувати обіцянки своєї організації та те, що з ними стало.",
                fr="Noter les engagements de son organisation et ce qu’ils deviennent.",
                en="Write down the promises of one’s organisation, and what becomes of them.",
            ),
        ),
        Permit(
            code="promises.confirm",
            words=Words(
                uk="Підтверджувати або заперечувати, що інша організація виконала обіцянку.",
                fr="Confirmer ou contester qu’une autre organisation a tenu un engagement.",
                en="Confirm or dispute that another organisation has kept a promise.",
            ),
        ),
        Permit(
            code="publication.moderate",
            words=Words(
                uk="Вирішувати, які тексти жителів стануть публічними, і пояснювати відмову.",
                fr="Décider quels textes des habitants deviennent publics, et motiver un refus.",
                en="Decide which texts of residents become public, and give the reason for a refusal.",
            ),
        ),
        Permit(
            code="publication.decide",
            words=Words(
                uk="Вирішувати, що буде оприлюднено, і пояснювати рішення.",
                fr="Décider de ce qui devient public, avec un motif.",
                en="Decide what becomes public, with a reason.",
            ),
        ),
        Permit(
            code="publication.wartime",
            words=Words(
                uk="Вмикати та вимикати правило воєнного часу; потрібні двоє.",
                fr="Activer et lever la règle de temps de guerre ; il faut deux personnes.",
                en="Switch the wartime rule on and off; two people are needed.",
            ),
        ),
        Permit(
            code="appeals.handle",
            words=Words(
                uk="Розглядати звернення своєї організації: запитувати, пересилати, відповідати.",
                fr="Traiter les demandes de son organisation : questionner, transmettre, répondre.",
                en="Handle the requests of one’s organisation: ask, send on, answer.",
            ),
        ),
        Permit(
            code="appeals.enter",
            words=Words(
                uk="Записувати звернення за тих, хто телефонує, приходить або пише листа.",
                fr="Noter les demandes de qui téléphone, vient ou écrit une lettre.",
                en="Write down requests for people who call, come or send a letter.",
            ),
        ),
        Permit(
            code="appeals.remind",
            words=Words(
                uk="Нагадувати людям про їхні звернення за календарем.",
                fr="Informer les personnes de leurs demandes selon le calendrier.",
                en="Tell people about their requests by the calendar.",
            ),
        ),
        Permit(
            code="custody.arrest",
            words=Words(
                uk="Відкривати запис про затримання на місці події та передавати особу.",
                fr="Ouvrir sur place le dossier d’une personne privée de liberté et la remettre.",
                en="Open the record of a detention where it happens, and hand the person over.",
            ),
        ),
        Permit(
            code="custody.read",
            words=Words(
                uk="Бачити дошку й записи приміщення для затриманих.",
                fr="Voir le tableau et les dossiers d’un complexe cellulaire.",
                en="See the board and the records of a custody suite.",
            ),
        ),
        Permit(
            code="custody.care",
            words=Words(
                uk="Записувати обходи, харчування, речі та все щоденне.",
                fr="Noter les rondes, les repas, les effets et le quotidien.",
                en="Record checks, meals, property and daily care.",
            ),
        ),
        Permit(
            code="custody.decide",
            words=Words(
                uk="Приймати рішення про тримання, розʼяснювати права, оцінювати ризики, звільняти.",
                fr="Décider de la privation de liberté, communiquer les droits, évaluer les risques, libérer.",
                en="Decide on detention, explain rights, assess risks, release.",
            ),
        ),
        Permit(
            code="custody.review",
            words=Words(
                uk="Переглядати підстави тримання та продовжувати строк.",
                fr="Réexaminer la privation de liberté et prolonger le délai.",
                en="Review detention and extend it.",
            ),
        ),
        Permit(
            code="custody.medical",
            words=Words(
                uk="Вести медичну частину запису.",
                fr="Tenir la partie médicale du dossier.",
                en="Keep the medical part of the record.",
            ),
        ),
        Permit(
            code="custody.complaints",
            words=Words(
                uk="Бачити скарги на поводження та діяти за ними.",
                fr="Voir les plaintes sur le traitement et y donner suite.",
                en="See complaints about treatment and act on them.",
            ),
        ),
        Permit(
            code="custody.supervise",
            words=Words(
                uk="Бачити показники приміщень: запізнення, відмови від прав, примус, ушкодження.",
                fr="Voir les chiffres des complexes : retards, renonciations, contrainte, lésions.",
                en="See the figures of suites: lateness, waivers, force, injuries.",
            ),
        ),
        Permit(
            code="custody.suite",
            words=Words(
                uk="Облаштовувати камери та коди на дверях.",
                fr="Régler les cellules et les codes des portes.",
                en="Set up cells and the codes at their doors.",
            ),
        ),
        Permit(
            code="custody.clock",
            words=Words(
                uk="Стежити за строками приміщення, бити на сполох, рахувати присутніх.",
                fr="Suivre les délais d’un complexe, donner l’alerte, compter les présents.",
                en="Watch the times of a suite, raise alarms, count who is there.",
            ),
        ),
        Permit(
            code="messages.send",
            words=Words(
                uk="Надсилати те, що організація повідомляє людям.",
                fr="Envoyer ce que l’organisation dit aux personnes.",
                en="Send what the organisation says to people.",
            ),
        ),
        Permit(
            code="messages.letters",
            words=Words(
                uk="Друкувати листи й телефонувати, позначати зроблене; бачити стан черги повідомлень.",
                fr="Imprimer les lettres, appeler, marquer ce qui est fait ; voir l’état de la file des messages.",
                en="Print letters, make calls and mark them as done; see how the queue of messages stands.",
            ),
        ),
        Permit(
            code="registry.looks",
            words=Words(
                uk="Бачити, хто, що й для чого переглядав у своїй організації.",
                fr="Voir qui a consulté quoi, et dans quel but, dans son organisation.",
                en="See who looked at what, and what for, in one’s organisation.",
            ),
        ),
        Permit(
            code="registry.share",
            words=Words(
                uk="Передавати запис іншій організації на законній підставі й до певного дня.",
                fr="Transmettre un dossier à une autre organisation, sur une base légale et pour un "
                "temps donné.",
                en="Share a record with another organisation, on a legal basis and until a day.",
            ),
        ),
        Permit(
            code="registry.hold",
            words=Words(
                uk="Заборонити стирання запису, поки триває справа, і зняти заборону.",
                fr="Empêcher l’effacement d’un dossier tant qu’une affaire court, et lever ce blocage.",
                en="Keep a record from erasure while a case runs, and lift that.",
            ),
        ),
        Permit(
            code="registry.erase",
            words=Words(
                uk="Стирати записи, строк зберігання яких минув.",
                fr="Effacer les dossiers dont le délai de conservation est passé.",
                en="Erase records whose time of keeping has passed.",
            ),
        ),
        Permit(
            code="ledger.read",
            words=Words(
                uk="Читати журнал доказів: відбитки та розміри, не зміст.",
                fr="Lire le registre de preuve : empreintes et tailles, pas le contenu.",
                en="Read the ledger of proof: fingerprints and sizes, not content.",
            ),
        ),
        Permit(
            code="ledger.export",
            words=Words(
                uk="Забирати з собою комплекти журналу доказів для перевірки: види, часи й позначки записів, "
                "без змісту полів.",
                fr="Emporter des paquets du journal vérifiable : types, heures et repères des entrées, sans "
                "le contenu des champs.",
                en="Carry away packs of the ledger to check them: kinds, times and tags of entries, no field.",
            ),
        ),
        Permit(
            code="installation.check",
            words=Words(
                uk="Бачити стан установки: попередження, черги, резервні копії.",
                fr="Voir l’état de l’installation : avertissements, files, sauvegardes.",
                en="See the state of the installation: warnings, queues, backups.",
            ),
        ),
    )
}
