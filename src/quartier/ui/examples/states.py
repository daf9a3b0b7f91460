"""Marks, words, notices, empty lists, progress."""

from datetime import UTC, datetime

from quartier.ui.examples.shape import Component, Example, Words


def components(t: Words) -> list[Component]:
    return [states(t), notices(t), empties(t), progress(t), said(t)]


def states(t: Words) -> Component:
    rows = [
        ("late", t("Прострочено на 6 днів", "En retard de 6 jours", "6 days late")),
        ("soon", t("Строк завтра", "Échéance demain", "Due tomorrow")),
        ("kept", t("Виконано", "Tenu", "Kept")),
        ("open", t("Виконується", "En cours", "Under way")),
        ("hold", t("Призупинено", "En pause", "Paused")),
        ("sealed", t("Закрито для вас", "Fermé à votre fonction", "Sealed")),
        ("none", t("Не потрібно", "Inutile", "Not needed")),
    ]
    return Component(
        slug="states",
        name=t("Стани", "États", "States"),
        purpose=t(
            "Спершу форма, потім слово, потім колір. Кожен стан читається і в чорно-білому друці.",
            "La forme, puis le mot, puis la couleur. Chaque état se lit aussi en noir et blanc.",
            "Shape, then word, then colour. Each still reads in one ink.",
        ),
        examples=(
            Example(
                title=t("Слова в тексті", "Mots dans le texte", "Words in text"),
                source='<ul class="stack-2">{% for state, text in rows %}<li>{% word state text %}</li>{% endfor %}</ul>',
                values={"rows": rows},
            ),
            Example(
                title=t("Мітки", "Étiquettes", "Tags"),
                source='<p class="row">{% for state, text in rows %}{% tag state text %}{% endfor %}</p>',
                values={"rows": rows},
            ),
        ),
    )


def notices(t: Words) -> Component:
    values = {
        "closed": t(
            "У п’ятницю приймальня зачинена", "L’accueil est fermé vendredi", "The desk is closed on Friday"
        ),
        "still": t(
            "Звернення реєструємо, як завжди.",
            "Les demandes sont enregistrées comme d’habitude.",
            "Requests sent here are registered all the same.",
        ),
        "late": t(
            "Відповідь запізнилася на 6 днів", "La réponse a 6 jours de retard", "The answer is 6 days late"
        ),
        "then": t(
            "Ви можете звернутися до омбудсмана. Справу підготовлено.",
            "Vous pouvez saisir le médiateur. Le dossier est prêt.",
            "You may take it to the ombudsman. Your case is ready to send.",
        ),
        "here": t(
            "Збережено лише на цьому пристрої",
            "Gardé sur cet appareil seulement",
            "Saved on this device only",
        ),
        "sent": t("Звернення зареєстровано", "La demande est enregistrée", "Your request is registered"),
        "look": t(
            "14:32, мета «нагляд за дотриманням прав».",
            "14 h 32, but : contrôle du respect des droits.",
            "14:32, for the review of rights.",
        ),
    }
    source = (
        '<div class="stack">{% notice title=closed %}<p>{{ still }}</p>{% endnotice %}\n'
        '{% notice "late" title=late %}<p>{{ then }}</p>{% endnotice %}\n'
        '{% notice "soon" title=here %}{% endnotice %}\n{% notice "kept" title=sent %}{% endnotice %}\n'
        '{% access_notice look "#who" %}</div>'
    )
    return Component(
        slug="notices",
        name=t("Повідомлення на сторінці", "Avis", "Notices"),
        purpose=t(
            "Залишається на місці, доки це правда. Нічого не спливає й не зникає.",
            "Reste tant que c’est vrai. Rien ne surgit, rien ne s’efface.",
            "Stays while it is true. Nothing pops up, nothing vanishes.",
        ),
        examples=(
            Example(title=t("П’ять видів", "Cinq sortes", "Five kinds"), source=source, values=values),
        ),
    )


def empties(t: Words) -> Component:
    values = {
        "title": t("Обіцянок поки немає", "Pas encore d’engagement", "No promises yet"),
        "text": t(
            "Вони з’являються після зборів, петиції або звернення.",
            "Ils naissent d’une réunion, d’une pétition ou d’une demande.",
            "They come from a meeting, a petition or a request.",
        ),
        "link": t("Переглянути зустрічі", "Voir les réunions", "See the meetings"),
    }
    source = '{% empty title %}<p>{{ text }}</p><p><a href="#m">{{ link }}</a></p>{% endempty %}'
    return Component(
        slug="empty",
        name=t("Порожній список", "Liste vide", "Empty list"),
        purpose=t(
            "Каже, що тут буде і звідки воно береться.",
            "Dit ce qui viendra ici, et d’où.",
            "Says what will stand here, and where it comes from.",
        ),
        examples=(Example(title=t("Обіцянки", "Engagements", "Promises"), source=source, values=values),),
    )


def progress(t: Words) -> Component:
    label = t("Відповіді: 6 із 9", "Réponses : 6 sur 9", "Questions answered: 6 of 9")
    parts = [
        {"value": 3, "state": "late"},
        {"value": 13, "state": "open"},
        {"value": 1, "state": "hold"},
        {"value": 24, "state": "kept"},
    ]
    whole = t(
        "41 обіцянка: 3 прострочено, 13 виконується, 1 відкликано, 24 виконано",
        "41 engagements : 3 en retard, 13 en cours, 1 retiré, 24 tenus",
        "41 promises: 3 late, 13 under way, 1 withdrawn, 24 kept",
    )
    return Component(
        slug="progress",
        name=t("Поступ і частки", "Avancement et parts", "Progress and shares"),
        purpose=t(
            "Підпис каже те саме словами.", "L’intitulé le dit en mots.", "The label says the same in words."
        ),
        examples=(
            Example(
                title=t("Поступ", "Avancement", "Progress"),
                source="{% progress 6 9 label %}",
                values={"label": label},
            ),
            Example(
                title=t("Частки цілого", "Parts d’un tout", "Parts of a whole"),
                source="<p>{{ whole }}</p>{% share parts whole %}",
                values={"parts": parts, "whole": whole},
            ),
        ),
    )


def said(t: Words) -> Component:
    waiting, delivered = t("очікує", "en attente", "waiting"), t("доставлено", "remis", "delivered")
    rows = [
        {
            "at": datetime(2026, 11, 18, 9, 5, tzinfo=UTC),
            "title": t("Звернення 2026-42: передано", "Demande 2026-42 : transmise", "Request 2026-42: forwarded"),
            "parts": [("kept", delivered, 3)],
        },
        {
            "at": datetime(2026, 11, 20, 16, 40, tzinfo=UTC),
            "title": t("Звернення 2026-42: відповідь", "Demande 2026-42 : réponse", "Request 2026-42: answered"),
            "parts": [("open", waiting, 1), ("kept", delivered, 2)],
        },
    ]  # fmt: skip
    return Component(
        slug="said",
        name=t("Що повідомлено", "Ce qui a été dit", "What was said"),
        purpose=t(
            "Скільком людям, і чи дійшло. Адрес тут немає.",
            "À combien de personnes, et si c’est arrivé. Aucune adresse ici.",
            "To how many people, and whether it arrived. No addresses here.",
        ),
        examples=(
            Example(
                title=t("Два повідомлення", "Deux messages", "Two messages"),
                source="{% said rows %}",
                values={"rows": rows},
            ),
        ),
    )
