"""Charts and maps with invented figures."""

from math import pi, sin

from quartier.ui.charts import bars, dots, heat, likert, lines, tables
from quartier.ui.charts.scales import bounds_of
from quartier.ui.charts.values import Answers, Bar, Estimate, Frame, Moment, Series
from quartier.ui.examples.shape import Component, Example, Words

FIGURE = (
    "{% figure heading reading note %}{% chart drawing heading %}"
    "{% if table %}{% table table %}{% endif %}{% endfigure %}"
)


def components(t: Words) -> list[Component]:
    return [bar(t), interval(t), trend(t), hours(t), opinions(t), small(t)]


def _frame(t: Words, id: str, title: str, desc: str) -> Frame:
    return Frame(id=id, title=title, desc=desc, language=t("uk", "fr", "en"))


def _figure(title: str, **values: object) -> Example:
    return Example(title=title, source=FIGURE, values={"note": "", "table": None} | values)


def bar(t: Words) -> Component:
    title = t("Звернення за темою", "Demandes par sujet", "Requests by subject")
    some = [
        Bar(label=t("Освітлення", "Éclairage", "Lighting"), value=64),
        Bar(label=t("Шум", "Bruit", "Noise"), value=41),
        Bar(label=t("Рух", "Circulation", "Traffic"), value=33),
        Bar(label=t("Собаки", "Chiens", "Dogs"), value=9),
    ]
    reading = t(
        "Про світло пишуть найчастіше.", "L’éclairage vient en tête.", "Lighting is written about most."
    )
    heads = (t("Тема", "Sujet", "Subject"), t("Звернень", "Demandes", "Requests"))
    frame = _frame(t, "bars", title, reading)
    table = tables.of_bars(some, caption=title, heads=heads, language=frame.language)
    return Component(
        slug="bars",
        name=t("Стовпці", "Barres", "Bars"),
        purpose=t("Від нуля, з числом.", "Depuis zéro, avec le chiffre.", "From zero, with the figure."),
        examples=(
            _figure(title, heading=title, reading=reading, drawing=bars.bar(frame, some), table=table),
        ),
    )


def interval(t: Words) -> Component:
    title = t("Почуваються безпечно ввечері", "Se sentent en sécurité le soir", "Feel safe after dark")
    some = [
        Estimate(label=t("Північ", "Nord", "North"), value=0.61, low=0.52, high=0.69),
        Estimate(label=t("Центр", "Centre", "Centre"), value=0.48, low=0.41, high=0.55),
        Estimate(label=t("Південь", "Sud", "South"), value=0.55, low=0.40, high=0.70, few=True),
        Estimate(label=t("Хутори", "Hameaux", "Hamlets"), value=None),
    ]
    few = t("замало відповідей", "trop peu de réponses", "too few answers")
    reading = t(
        "Дані не показують, де безпечніше.",
        "Les données ne départagent pas les quartiers.",
        "The data do not tell them apart.",
    )
    drawing = dots.dots(_frame(t, "dots", title, reading), some, few, share=True)
    return Component(
        slug="dots",
        name=t("Оцінка з межами", "Estimation et intervalle", "Estimate with interval"),
        purpose=t(
            "Жодна крапка не стоїть без меж.",
            "Aucun point sans son intervalle.",
            "No dot stands without its interval.",
        ),
        examples=(_figure(title, heading=title, reading=reading, drawing=drawing),),
    )


def trend(t: Words) -> Component:
    title = t("Крадіжки велосипедів за місяць", "Vols de vélos par mois", "Bicycle thefts by month")
    months = []
    for at in range(36):
        middle = 26 - at * 0.12 + 7 * sin(at * pi / 6)
        seen = round(middle + (at * 7919 % 13) - 6)
        year = 2023 + (at + 10) // 12
        months.append(Moment(label=f"11.{year}", value=middle, low=middle - 4, high=middle + 4, seen=seen))
    months[20] = Moment(label="", value=None)
    reading = t(
        "Різницю може пояснити випадковість.",
        "Le hasard peut expliquer l’écart.",
        "Chance may explain the difference.",
    )
    drawing = lines.line(
        _frame(t, "trend", title, reading),
        months,
        end_label=t("тренд", "tendance", "trend"),
        end_note=t("95 %", "± 95 %", "± 95%"),
    )
    heads = (
        t("Місяць", "Mois", "Month"),
        t("Тренд", "Tendance", "Trend"),
        t("Межі", "Intervalle", "Interval"),
    )
    table = tables.of_moments(months[-3:], caption=title, heads=heads, language=t("uk", "fr", "en"))
    return Component(
        slug="trend",
        name=t("Лінія з межами", "Courbe et intervalle", "Line with interval"),
        purpose=t(
            "Пропуск лишається пропуском.",
            "Un trou reste un trou.",
            "A gap stays a gap: nothing is drawn over it.",
        ),
        examples=(_figure(title, heading=title, reading=reading, drawing=drawing, table=table),),
    )


def hours(t: Words) -> Component:
    title = t("Коли крадуть", "Quand", "When it happens")
    cells: list[list[float | None]] = [
        [max(0.0, 9 * sin((hour - 6) * pi / 18) + day % 3) for hour in range(24)] for day in range(7)
    ]
    cells[6][:3] = [None, None, None]
    reading = t("Найчастіше від 14 до 18 години.", "Surtout de 14 h à 18 h.", "Mostly from 14:00 to 18:00.")
    bounds = bounds_of([value for row in cells for value in row if value is not None])
    steps = [
        {"mark": f"q{at}", "label": label} for at, label in enumerate(["0–2", "2–4", "4–6", "6–8", "8–10"], 1)
    ]
    steps.append({"mark": "qn", "label": t("не показуємо", "non publié", "not shown")})
    drawing = heat.heat(_frame(t, "heat", title, reading), cells, bounds, around=(0, 14, 4, 17))
    source = "{% key steps heading %}" + FIGURE
    values = {
        "heading": title,
        "reading": reading,
        "drawing": drawing,
        "steps": steps,
        "note": "",
        "table": None,
    }
    return Component(
        slug="heat",
        name=t("День і година", "Jour et heure", "Weekday and hour"),
        purpose=t(
            "П’ять ступенів одного кольору; рамка там, про що текст.",
            "Cinq tons d’une couleur ; un cadre là où parle le texte.",
            "Five steps of one hue; a frame where the text speaks of.",
        ),
        examples=(Example(title=title, source=source, values=values),),
    )


def opinions(t: Words) -> Component:
    title = t("Чи довіряєте поліції", "Confiance dans la police", "Trust in the police")
    some = [
        Answers(
            label=t("Поводиться гідно", "Respectueuse", "Treats with respect"),
            shares=(0.1, 0.15, 0.2, 0.35, 0.2),
        ),
        Answers(
            label=t("Приїздить вчасно", "Arrive à temps", "Comes in time"), shares=(0.22, 0.28, 0.2, 0.2, 0.1)
        ),
        Answers(
            label=t("Пояснює рішення", "Explique ses choix", "Explains decisions"),
            shares=(0.12, 0.2, 0.3, 0.28, 0.1),
        ),
    ]
    marks = ("n1", "n2", "mute", "q3", "q5")
    words = t(
        "зовсім ні|радше ні|важко сказати|радше так|так",
        "non|plutôt non|ne sait pas|plutôt oui|oui",
        "no|rather not|hard to say|rather yes|yes",
    ).split("|")
    steps = [{"mark": mark, "label": label} for mark, label in zip(marks, words, strict=True)]
    reading = t(
        "Поводження оцінюють вище за час.",
        "Le respect, mieux noté que le délai.",
        "Respect is rated above time.",
    )
    drawing = likert.likert(_frame(t, "likert", title, reading), some)
    values = {
        "heading": title,
        "reading": reading,
        "drawing": drawing,
        "steps": steps,
        "note": "",
        "table": None,
    }
    return Component(
        slug="likert",
        name=t("Відповіді від середини", "Réponses divergentes", "Answers from the middle"),
        purpose=t(
            "Проти — ліворуч, за — праворуч.",
            "Contre à gauche, pour à droite.",
            "Against to the left, for to the right.",
        ),
        examples=(Example(title=title, source="{% key steps heading %}" + FIGURE, values=values),),
    )


def small(t: Words) -> Component:
    title = t("Звернення за дільницями", "Demandes par quartier", "Requests by ward")
    names = t("Північ Центр Південь Схід", "Nord Centre Sud Est", "North Centre South East").split()
    some = [
        Series(
            label=name,
            values=[(at * 37 + month * 11) % 23 + 4 if month != 5 or at else None for month in range(12)],
        )
        for at, name in enumerate(names)
    ]
    reading = t("Одна шкала для всіх.", "Une même échelle pour tous.", "One scale for all.")
    drawing = lines.multiples(_frame(t, "small", title, reading), some)
    return Component(
        slug="multiples",
        name=t("Малі графіки", "Petites courbes", "Small multiples"),
        purpose=t("Поруч, на одній шкалі.", "Côte à côte, à la même échelle.", "Side by side, on one scale."),
        examples=(_figure(title, heading=title, reading=reading, drawing=drawing),),
    )
