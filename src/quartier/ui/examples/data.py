"""Tables, facts, lists."""

from datetime import date

from quartier.ui.examples.shape import Component, Example, Words
from quartier.ui.parts import Cell, Column, Group, Table


def components(t: Words) -> list[Component]:
    return [tables(t), facts(t), lists(t), loop(t)]


def tables(t: Words) -> Component:
    some = Table(
        caption=t(
            "Відповіді в строк, жовтень 2026",
            "Réponses dans les délais, octobre 2026",
            "Answers in time, October 2026",
        ),
        columns=[
            Column(label=t("Відділ", "Service", "Body")),
            Column(label=t("Звернень", "Demandes", "Requests"), numeric=True, inline=True),
            Column(label=t("У строк", "À temps", "In time"), numeric=True, inline=True),
            Column(label=t("Стан", "État", "State")),
        ],
        rows=[
            Group(label=t("Громада", "Commune", "Council")),
            (
                t("Благоустрій", "Voirie", "Highways"),
                "64",
                t("72 %", "72 %", "72%"),
                Cell(text=t("2 прострочено", "2 en retard", "2 late"), state="late", url="#late"),
            ),
            (
                t("Парки", "Espaces verts", "Parks"),
                "6",
                "–",
                Cell(text=t("1 у роботі", "1 en cours", "1 open"), state="open"),
            ),
            Group(label=t("Поліція", "Police", "Police")),
            (
                t("Дільниця 3", "Quartier 3", "Neighbourhood team"),
                "41",
                t("95 %", "95 %", "95%"),
                Cell(text=t("Усі мають відповідь", "Toutes répondues", "All answered"), state="kept"),
            ),
        ],
    )
    return Component(
        slug="table",
        name=t("Таблиця", "Tableau", "Table"),
        purpose=t(
            "Лінії, а не клітинки. Числа праворуч. На телефоні рядок стає коротким записом.",
            "Des filets, pas des cases. Les chiffres à droite. Sur téléphone, une ligne devient une fiche.",
            "Rules, not boxes. Figures to the right. On a phone a row becomes a short record.",
        ),
        examples=(
            Example(
                title=t("Із групами", "Avec groupes", "With groups"),
                source="{% table some %}",
                values={"some": some},
            ),
        ),
    )


def facts(t: Words) -> Component:
    counts = [
        {"value": "11", "label": t("людей", "personnes", "held")},
        {"value": "1", "label": t("прострочено", "en retard", "late"), "state": "late"},
        {"value": "3", "label": t("строк за 15 хв", "dus dans 15 min", "due in 15 min"), "state": "soon"},
        {"value": "2", "label": t("поза камерою", "hors cellule", "out of cell"), "state": "hold"},
    ]
    quality = [
        {
            "name": t("Не заявлено", "Non déclarés", "Not reported"),
            "state": "soon",
            "word": t("Обережно", "Forte réserve", "Caution"),
            "text": t(
                "Про кожну другу крадіжку не заявляють.",
                "Un vol sur deux n’arrive pas à la police.",
                "One theft in two never reaches the police.",
            ),
        },
        {
            "name": t("Місце відоме", "Lieu connu", "Place known"),
            "state": "kept",
            "word": t("Добре", "Bon", "Good"),
            "text": t(
                "96 % крадіжок мають дільницю.",
                "96 % des vols ont un quartier.",
                "96% of thefts have a ward.",
            ),
        },
    ]
    said = [
        {
            "head": t(
                "1011 крадіжок за три роки.", "1 011 vols en trois ans.", "1,011 thefts in three years."
            ),
            "text": t(
                "Чи стало їх менше, сказати не можна.",
                "On ne peut pas dire s’ils ont baissé.",
                "Whether they fell cannot be told.",
            ),
        },
        {
            "head": t("Найчастіше на заході.", "Surtout à l’ouest.", "Mostly in the west."),
            "text": t(
                "Понад 11 на 1000 жителів у двох районах.",
                "Plus de 11 pour 1 000 habitants dans deux quartiers.",
                "Above 11 per 1,000 residents in two wards.",
            ),
        },
    ]
    values = {
        "owner": t("Відповідає", "Répond", "Answers"),
        "who": t("Відділ благоустрою", "Service de la voirie", "Highways"),
        "due": t("Строк", "Échéance", "Due"),
        "day": date(2026, 12, 21),
        "state": t("Стан", "État", "State"),
        "late": t("Прострочено на 6 днів", "En retard de 6 jours", "6 days late"),
        "counts": counts,
        "quality": quality,
        "said": said,
    }
    source = (
        '{% facts %}{% fact owner %}{{ who }}{% endfact %}{% fact due %}{% time day "long_date" %}{% endfact %}\n'
        '{% fact state %}{% word "late" late %}{% endfact %}{% endfacts %}'
    )
    return Component(
        slug="facts",
        name=t("Факти й числа", "Faits et chiffres", "Facts and figures"),
        purpose=t(
            "Назва ліворуч, значення праворуч; одна під одною на телефоні.",
            "L’intitulé à gauche, la valeur à droite ; l’un sous l’autre sur téléphone.",
            "Term on the left, value on the right; one under the other on a phone.",
        ),
        examples=(
            Example(title=t("Факти", "Faits", "Facts"), source=source, values=values),
            Example(title=t("Підсумок", "Bilan", "Summary"), source="{% counts counts %}", values=values),
            Example(
                title=t("Простими словами", "En clair", "In plain words"),
                source="{% says said %}",
                values=values,
            ),
            Example(
                title=t("Чого варті ці числа", "Ce que valent ces chiffres", "What these figures are worth"),
                source="{% quality quality %}",
                values=values,
            ),
        ),
    )


def lists(t: Words) -> Component:
    news = [
        {
            "at": date(2026, 11, 19),
            "label": t(
                "Прийом у Залужжі щовівторка", "Permanence le mardi", "Drop-in on Tuesdays at the library"
            ),
            "url": "#1",
        },
        {
            "at": date(2026, 11, 17),
            "label": t(
                "Як перевірити дзвінок «із банку»",
                "Vérifier un appel « de la banque »",
                "Checking a call “from the bank”",
            ),
            "url": "#2",
            "note": t("Одна хвилина", "Une minute", "One minute"),
        },
    ]
    tasks = [
        {
            "label": t("Де це сталося", "Où cela s’est passé", "Where it happened"),
            "url": "#1",
            "state": "kept",
            "word": t("Готово", "Fait", "Done"),
        },
        {
            "label": t("Що сталося", "Les faits", "What happened"),
            "url": "#2",
            "note": t("До 800 знаків", "800 signes au plus", "Up to 800 characters"),
            "state": "open",
            "word": t("Розпочато", "Commencé", "Started"),
        },
        {
            "label": t("Як з вами зв’язатися", "Comment vous joindre", "How to reach you"),
            "url": "#3",
            "state": "none",
            "word": t("Ще ні", "À faire", "Not yet"),
        },
    ]
    return Component(
        slug="lists",
        name=t("Списки", "Listes", "Lists"),
        purpose=t(
            "За датою або за справою. Рядки, без карток.",
            "Par date ou par tâche. Des lignes, pas de cartes.",
            "By date or by task. Rows, no cards.",
        ),
        examples=(
            Example(
                title=t("За датою", "Par date", "By date"), source="{% dated news %}", values={"news": news}
            ),
            Example(
                title=t("Справи", "Tâches", "Tasks"), source="{% tasks tasks %}", values={"tasks": tasks}
            ),
        ),
    )


def loop(t: Words) -> Component:
    steps = [
        (
            t("Слухаємо", "Écouter", "Listen"),
            t("Звернення, збори", "Demandes, réunions", "Requests, meetings"),
        ),
        (
            t("Розбираємося", "Comprendre", "Understand"),
            t("Карта, опитування", "Carte, enquêtes", "Maps, surveys"),
        ),
        (
            t("Домовляємося", "S’accorder", "Agree"),
            t("Плани й обіцянки", "Plans, engagements", "Plans, promises"),
        ),
        (t("Діємо", "Agir", "Act"), t("Патрулі, підтримка", "Patrouilles, soutien", "Patrols, support")),
        (t("Звітуємо", "Rendre compte", "Account"), t("Що зроблено", "Ce qui est fait", "What was done")),
    ]
    items = [{"label": label, "note": note, "url": f"#{at}"} for at, (label, note) in enumerate(steps)]
    label = t("П’ять кроків нашої роботи", "Les cinq étapes", "The five steps of our work")
    return Component(
        slug="acts",
        name=t("Кроки кола", "Les actes", "Acts of the loop"),
        purpose=t(
            "П’ять кроків, і знову спочатку.",
            "Cinq étapes, puis on recommence.",
            "Five steps, then round again.",
        ),
        examples=(
            Example(
                title=t("Коло", "La boucle", "The loop"),
                source="{% acts items label %}",
                values={"items": items, "label": label},
            ),
        ),
    )
