"""The parts that carry the character, and what stands on a record."""

from datetime import UTC, date, datetime

from quartier.ui.examples.shape import Component, Example, Words
from quartier.ui.parts import Event, Gate, Witnesses

TODAY = date(2026, 11, 20)


def components(t: Words) -> list[Component]:
    return [promises(t), limits(t), stamps(t), record(t), timeline(t)]


def promises(t: Words) -> Component:
    lines = [
        {
            "text": t(
                "«Поставимо три ліхтарі на вулиці Шкільній до початку навчального року».",
                "« Trois lampadaires rue de l’École avant la rentrée. »",
                "“Three street lamps in School Street before term starts.”",
            ),
            "made": date(2026, 5, 14),
            "due": date(2026, 8, 31),
        },
        {
            "text": t(
                "«Щосуботи на ринку — піший патруль до кінця року».",
                "« Des agents à pied au marché chaque samedi jusqu’à Noël. »",
                "“Officers on foot at the market every Saturday until Christmas.”",
            ),
            "made": date(2026, 9, 18),
            "due": date(2026, 12, 19),
        },
        {
            "text": t(
                "«200 велосипедів безплатно промаркуємо цієї осені».",
                "« 200 vélos gravés gratuitement cet automne. »",
                "“200 bicycles marked free of charge this autumn.”",
            ),
            "made": date(2026, 9, 8),
            "due": date(2026, 11, 30),
        },
        {
            "text": t(
                "«Відповімо на петицію про перехід біля школи до 12 листопада».",
                "« Réponse à la pétition sur le passage piéton avant le 12 novembre. »",
                "“An answer to the petition on the school crossing by 12 November.”",
            ),
            "made": date(2026, 10, 16),
            "due": date(2026, 11, 12),
            "ended": date(2026, 11, 9),
        },
        {
            "text": t(
                "«Камеру на Млиновій полагодимо до кінця квітня».",
                "« La caméra du moulin réparée avant fin avril. »",
                "“The camera at Mill Lane repaired by the end of April.”",
            ),
            "made": date(2026, 2, 12),
            "due": date(2026, 4, 30),
            "ended": date(2026, 5, 21),
        },
        {
            "text": t(
                "«Друга машина вночі у вихідні».",
                "« Une deuxième voiture la nuit, le week-end. »",
                "“A second car at night on weekends.”",
            ),
            "made": date(2026, 6, 9),
            "due": date(2026, 12, 31),
            "ended": date(2026, 10, 5),
            "withdrawn": True,
        },
    ]
    source = (
        '<ul class="promises">{% for p in lines %}<li><p class="promise-text">{{ p.text }}</p>\n'
        "{% promise_line p.made p.due today p.ended p.withdrawn %}</li>{% endfor %}</ul>"
    )
    return Component(
        slug="promise-line",
        name=t("Лінія обіцянки", "Ligne d’engagement", "Promise line"),
        purpose=t(
            "Обіцяно, строк, виконано чи прострочено — у масштабі часу. Запізнення рахує календар.",
            "Pris, dû, tenu ou en retard, à l’échelle du temps. Le calendrier compte le retard.",
            "Made, due, kept or late, to the scale of time. The calendar works out lateness.",
        ),
        examples=(
            Example(
                title=t("Шість кінців", "Six issues", "Six endings"),
                source=source,
                values={"lines": lines, "today": TODAY},
            ),
        ),
    )


def limits(t: Words) -> Component:
    hours = t("{} год", "{} h", "{} h")
    gates = [
        Gate(
            label=t("Повідомити про підозру", "Notifier le motif", "Tell the grounds"),
            at=24,
            tick="24",
            state="kept",
            left=t("22 год 45 хв", "22 h 45", "22 h 45"),
            due=t("Зроблено вчасно, о 09:05", "Fait à temps, à 9 h 05", "Done in time, at 09:05"),
            note=t("Ст. 278", "Art. 278", "Section 278"),
        ),
        Gate(
            label=t("Доставити до суду або звільнити", "Présenter au juge ou libérer", "Court or release"),
            at=60,
            tick="60",
            state="open",
            left=t("Лишилося 31 год 48 хв", "Reste 31 h 48", "31 h 48 left"),
            due=t(
                "Строк сб, 21.11.2026 о 22:20",
                "Échéance sam. 21/11/2026 à 22 h 20",
                "Due Sat 21 Nov 2026, 22:20",
            ),
        ),
        Gate(
            label=t("Межа без ухвали судді", "Limite sans ordonnance", "Limit without an order"),
            at=72,
            tick=hours.format(72),
            state="open",
            left=t("Лишилося 43 год 48 хв", "Reste 43 h 48", "43 h 48 left"),
            due=t(
                "Строк нд, 22.11.2026 о 10:20",
                "Échéance dim. 22/11/2026 à 10 h 20",
                "Due Sun 22 Nov 2026, 10:20",
            ),
        ),
    ]
    now = t("28 год 12 хв", "28 h 12", "28 h 12")
    return Component(
        slug="limit-line",
        name=t("Лінія строків", "Ligne des délais", "Limit line"),
        purpose=t(
            "Кілька меж і «зараз». Невідома межа так і пишеться, її не малюють як «без межі».",
            "Plusieurs échéances et l’instant présent. Une limite inconnue est dite inconnue.",
            "Several gates and now. An unknown limit is written so, never drawn as no limit.",
        ),
        examples=(
            Example(
                title=t("Три межі", "Trois échéances", "Three gates"),
                source="{% limit_line gates 28.2 now %}",
                values={"gates": gates, "now": now},
            ),
            Example(
                title=t("Межа невідома", "Limite inconnue", "Limit unknown"),
                source="{% limit_line none 28.2 now %}",
                values={"none": [], "now": now},
            ),
        ),
    )


def stamps(t: Words) -> Component:
    values = {
        "title": t("Відбиток запису", "Empreinte du dossier", "Record fingerprint"),
        "some": Witnesses(signed=3, of=4, when="14:30"),
        "none": Witnesses(signed=0, of=4),
        "code": "ZR4N-8WBC-L2HA",
        "label": t("Код для перевірки", "Code de vérification", "Code for checking"),
    }
    source = (
        '<div class="row">{% stamp title "ffd2267d1e5a3742" some id="a" %}\n'
        '{% stamp title "3576d866117f60e4" none id="b" %}</div>'
    )
    return Component(
        slug="proof-stamp",
        name=t("Відбиток", "Empreinte", "Proof stamp"),
        purpose=t(
            "Перші 64 біти як план кварталів і як цифри; скільки свідків підписали.",
            "Les 64 premiers bits en plan d’îlots et en chiffres ; combien de témoins ont signé.",
            "The first 64 bits as a plan of blocks and as digits; how many witnesses signed.",
        ),
        examples=(
            Example(
                title=t("Підписано й ще ні", "Signée, pas encore", "Signed, and not yet"),
                source=source,
                values=values,
            ),
            Example(
                title=t("Код", "Code", "Code"),
                source='<div class="proof">{% qr code label %}<p>{{ label }}<br><code>{{ code }}</code></p></div>',
                values=values,
            ),
        ),
    )


def record(t: Words) -> Component:
    values = {
        "title": t("Затримана особа А. Б., 1994", "Personne A. B., 1994", "Detained person A. B., 1994"),
        "number": "KP-2026-11-0417",
        "note": t("камера 6", "cellule 6", "cell 6"),
        "look": t(
            "20.11.2026, 14:32, мета «нагляд за дотриманням прав».",
            "20/11/2026, 14 h 32, but : contrôle du respect des droits.",
            "20 Nov 2026, 14:32, for the review of rights.",
        ),
        "stamp": t("Відбиток запису", "Empreinte du dossier", "Record fingerprint"),
        "general": t("Загальний відсік", "Partie générale", "General part"),
        "open": t("Відкрито вам", "Ouverte pour vous", "Open to you"),
        "medical": t("Медичний відсік", "Partie médicale", "Medical part"),
        "closed": t(
            "Закрито. Бачать лікар і захисник", "Fermée. Médecin et avocat", "Sealed. Doctor and lawyer"
        ),
    }
    source = (
        '<div class="head row apart"><div><h3>{{ title }}</h3><p><code>{{ number }}</code>, {{ note }}</p></div>'
        '{% stamp stamp "ffd2267d1e5a3742" %}</div>\n{% access_notice look "#who" %}\n'
        '{% facts %}{% fact general %}{% word "kept" open %}{% endfact %}'
        '{% fact medical %}{% word "sealed" closed %}{% endfact %}{% endfacts %}'
    )
    return Component(
        slug="record",
        name=t("Голова запису", "Tête de dossier", "Record head"),
        purpose=t(
            "Хто, номер, відбиток; нижче — що перегляд записано, і хто може відкрити закрите.",
            "Qui, numéro, empreinte ; dessous : consultation enregistrée, et qui ouvre ce qui est fermé.",
            "Who, number, stamp; below, that the look was logged, and who may open what is closed.",
        ),
        examples=(Example(title=t("Запис", "Dossier", "Record"), source=source, values=values),),
    )


def timeline(t: Words) -> Component:
    events = [
        Event(
            at=datetime(2026, 11, 19, 10, 49, tzinfo=UTC),
            state="kept",
            text=t(
                "Центр правничої допомоги сповіщено", "Avocat prévenu", "Legal aid told. Receipt confirmed"
            ),
        ),
        Event(
            at=datetime(2026, 11, 20, 3, 30, tzinfo=UTC),
            state="soon",
            word=t("записано через 42 хв", "noté 42 min plus tard", "recorded 42 min later"),
            text=t(
                "Обхід: спить, дихає рівно",
                "Ronde : dort, respire bien",
                "Cell check: asleep, breathing evenly",
            ),
            note=t("Причина: виклик до камери 2", "Motif : appel en cellule 2", "Reason: called to cell 2"),
        ),
        Event(
            at=date(2026, 11, 21),
            text=t("До суду або звільнення", "Le juge, ou la liberté", "Court, or free"),
        ),
    ]
    return Component(
        slug="timeline",
        name=t("Хронологія", "Chronologie", "Timeline"),
        purpose=t(
            "Форма стану замінює коло. Що сталося і коли записано — двоє годинників.",
            "La forme de l’état remplace le cercle. Arrivé et noté : deux horloges.",
            "The shape of a state replaces the ring. Happened and recorded are two clocks.",
        ),
        examples=(
            Example(
                title=t("Три події", "Trois faits", "Three events"),
                source="{% timeline events %}",
                values={"events": events},
            ),
        ),
    )
