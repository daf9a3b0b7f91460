"""Buttons, links that lead somewhere, what opens and closes."""

from django.core.paginator import Paginator

from quartier.ui.examples.shape import Component, Example, Words


def components(t: Words) -> list[Component]:
    return [buttons(t), navigation(t), pages(t), disclosure(t), leaving(t)]


def buttons(t: Words) -> Component:
    values = {
        "send": t("Надіслати", "Envoyer", "Send"),
        "keep": t("Зберегти", "Enregistrer", "Save for later"),
        "withdraw": t("Скасувати звернення", "Retirer la demande", "Withdraw the request"),
        "go": t("Подати звернення", "Déposer une demande", "Send a request"),
        "why": t("Спершу зазначте адресу", "Indiquez d’abord l’adresse", "Enter the address first"),
    }
    source = (
        '<form class="acts-row">{% button send %}{% button keep "second" %}{% button withdraw "grave" %}</form>\n'
        '<p>{% link_button go "#send" "second" %}</p>'
    )
    return Component(
        slug="buttons",
        name=t("Кнопки", "Boutons", "Buttons"),
        purpose=t(
            "Одна головна кнопка на сторінці. Важка дія веде на сторінку, де питають причину.",
            "Un seul bouton principal par page. Un acte grave mène à une page qui demande le motif.",
            "One main button a page. A grave act leads to a page that asks for the reason.",
        ),
        examples=(Example(title=t("Дії", "Actes", "Acts"), source=source, values=values),),
    )


def navigation(t: Words) -> Component:
    home, requests = t("Головна", "Accueil", "Home"), t("Звернення", "Demandes", "Requests")
    tabs = [
        {"label": t("Хронологія", "Chronologie", "Timeline"), "url": "#a", "current": True},
        {"label": t("Права", "Droits", "Rights"), "url": "#b"},
        {"label": t("Майно", "Objets", "Property"), "url": "#c"},
    ]
    filters = [
        {"label": t("Усі: 41", "Tous : 41", "All 41"), "url": "#all", "current": True},
        {"label": t("Прострочено: 3", "En retard : 3", "Late 3"), "url": "#late", "state": "late"},
        {"label": t("Виконано: 24", "Tenus : 24", "Kept 24"), "url": "#kept", "state": "kept"},
    ]
    values = {
        "items": [{"label": home, "url": "#home"}, {"label": requests, "url": "#r"}, {"label": "QR-1042"}],
        "path": t("Шлях", "Fil", "Crumbs"),
        "tabs": tabs,
        "filters": filters,
        "record": t("Запис", "Dossier", "Record"),
        "state": t("За станом", "Par état", "By state"),
    }
    return Component(
        slug="navigation",
        name=t("Навігація", "Navigation", "Navigation"),
        purpose=t(
            "Де я і куди далі. Вкладки й фільтри — це посилання.",
            "Où suis-je, où aller. Les onglets et les filtres sont des liens.",
            "Where am I, and where next. Tabs and filters are links.",
        ),
        examples=(
            Example(title=t("Шлях", "Fil", "Crumbs"), source="{% crumbs items path %}", values=values),
            Example(title=t("Вкладки", "Onglets", "Tabs"), source="{% tabs tabs record %}", values=values),
            Example(
                title=t("Фільтри", "Filtres", "Filters"), source="{% filters filters state %}", values=values
            ),
        ),
    )


def pages(t: Words) -> Component:
    return Component(
        slug="pagination",
        name=t("Сторінки списку", "Pages d’une liste", "Pages of a list"),
        purpose=t(
            "Довгий список має сторінки з адресами, а не нескінченне прокручування.",
            "Une longue liste a des pages avec une adresse, pas de défilement sans fin.",
            "A long list has pages with addresses, not endless scrolling.",
        ),
        examples=(
            Example(
                title=t("Друга з дев’яти", "Deuxième de neuf", "Second of nine"),
                source='{% pagination page "?page=" %}',
                values={"page": Paginator(range(90), 10).page(2)},
            ),
        ),
    )


def disclosure(t: Words) -> Component:
    values = {
        "why": t("Навіщо питаємо вулицю", "Pourquoi demander la rue", "Why we ask for the street"),
        "because": t(
            "Щоб передати звернення тим, хто відповідає за це місце.",
            "Pour transmettre la demande à qui répond de ce lieu.",
            "So that the request reaches whoever answers for that place.",
        ),
        "leave": t("Вийти без надсилання?", "Partir sans envoyer ?", "Leave without sending?"),
        "kept": t(
            "4 відповіді збережено на цьому пристрої на 1 день.",
            "4 réponses sont gardées un jour sur cet appareil.",
            "4 answers are kept on this device for one day.",
        ),
        "stay": t("Писати далі", "Continuer", "Keep writing"),
        "go": t("Вийти", "Partir", "Leave"),
    }
    dialog = (
        '{% dialog id="leave" title=leave shown=True %}<p>{{ kept }}</p>'
        '<form method="dialog" class="acts-row">{% button stay %}{% button go "second" %}</form>{% enddialog %}'
    )
    return Component(
        slug="disclosure",
        name=t("Розкриття", "Dévoilement", "Disclosure"),
        purpose=t(
            "Подробиці та діалог — вбудовані. Юридична дія отримує сторінку, не діалог.",
            "Détails et dialogue sont natifs. Un acte de droit a sa page, pas un dialogue.",
            "Details and dialog are native. A legal act gets a page, not a dialog.",
        ),
        examples=(
            Example(
                title=t("Подробиці", "Détails", "Details"),
                source="{% details why open=True %}<p>{{ because }}</p>{% enddetails %}",
                values=values,
            ),
            Example(title=t("Діалог", "Dialogue", "Dialog"), source=dialog, values=values),
        ),
    )


def leaving(t: Words) -> Component:
    return Component(
        slug="leave",
        name=t("Швидко вийти", "Quitter rapidement", "Leave quickly"),
        purpose=t(
            "Для сторінок, які небезпечно читати при комусь. Працює без скриптів; тричі Shift робить те саме.",
            "Pour les pages qu’il est dangereux de lire devant quelqu’un. Sans script ; trois fois Maj fait de même.",
            "For pages that are dangerous to read in front of somebody. Needs no script; Shift three times does the same.",
        ),
        examples=(Example(title=t("Унизу", "En bas", "At the foot"), source='{% exit_page "#elsewhere" %}'),),
    )
