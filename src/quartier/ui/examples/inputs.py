"""Forms: empty, and sent with mistakes."""

from datetime import date

from django import forms

from quartier.ui.examples.shape import Component, Example, Words
from quartier.ui.forms.base import Form
from quartier.ui.forms.fields import CodeInput, CountedText, DateField


def components(t: Words) -> list[Component]:
    return [form(t), searches(t)]


def example_form(t: Words) -> type[Form]:
    """A form with one field of every kind."""

    class Report(Form):
        what = forms.CharField(
            label=t("Що сталося?", "Que s’est-il passé ?", "What happened?"),
            help_text=t("Не називайте інших людей.", "Ne nommez personne.", "Do not name other people."),
            widget=CountedText(800, rows=4),
            max_length=800,
            error_messages={
                "required": t(
                    "Опишіть, що сталося, кількома словами",
                    "Décrivez les faits en quelques mots",
                    "Tell us in a few words what happened",
                )
            },
        )
        day = DateField(
            label=t("Якого дня?", "Quel jour ?", "Which day?"),
            example=date(2026, 11, 19),
        )
        mail = forms.EmailField(
            label=t("Електронна пошта", "Adresse électronique", "E-mail"),
            help_text=t("Лише щоб відповісти Вам.", "Seulement pour vous répondre.", "Only to answer you."),
            error_messages={
                "invalid": t(
                    "Зазначте адресу зі знаком @, наприклад olena@example.org",
                    "Indiquez une adresse avec @, par exemple anne@example.org",
                    "Enter an address with an @, for example ann@example.org",
                )
            },
        )
        subject = forms.ChoiceField(
            label=t("Тема", "Sujet", "Subject"),
            choices=[
                ("light", t("Освітлення", "Éclairage", "Street lighting")),
                ("noise", t("Шум", "Bruit", "Noise")),
            ],
        )
        public = forms.ChoiceField(
            label=t(
                "Чи бачитимуть сусіди вулицю?",
                "Les voisins verront-ils la rue ?",
                "May neighbours see the street?",
            ),
            choices=[
                ("y", t("Так, вулицю й тему", "Oui, la rue et le sujet", "Yes, the street and the subject")),
                ("n", t("Ні, нічого не показувати", "Non, rien", "No, keep all of it private")),
            ],
            widget=forms.RadioSelect,
        )
        file = forms.FileField(label=t("Світлина", "Photo", "Photo"), required=False)
        code = forms.CharField(
            label=t("Код із листа", "Code reçu", "Code we sent you"), widget=CodeInput, required=False
        )
        told = forms.BooleanField(
            label=t(
                "Повідомити, коли буде відповідь", "Me prévenir de la réponse", "Tell me when someone answers"
            ),
            required=False,
        )

    return Report


def form(t: Words) -> Component:
    kind = example_form(t)
    typed = {
        "what": "",
        "day_d": "31",
        "day_m": "2",
        "day_y": "2026",
        "mail": "o.k.example",
        "subject": "light",
    }
    send = t("Надіслати", "Envoyer", "Send")
    page = '<form method="post" class="form" novalidate>{{ form }}<p>{% button send %}</p></form>'
    return Component(
        slug="form",
        name=t("Форма", "Formulaire", "Form"),
        purpose=t(
            "Питання, підказка, помилка, поле. Введене зберігається; помилка має приклад.",
            "Question, aide, erreur, champ. Ce qui est saisi reste ; l’erreur montre un exemple.",
            "Question, hint, error, field. What was typed is kept; an error shows an example.",
        ),
        examples=(
            Example(
                title=t("З помилками", "Avec erreurs", "With mistakes"),
                source="{% error_summary form %}" + page,
                values={"form": kind(typed, auto_id="sent_%s"), "send": send},
            ),
            Example(
                title=t("Порожня", "Vide", "Empty"),
                source=page,
                values={"form": kind(auto_id="new_%s", initial={"day": date(2026, 11, 19)}), "send": send},
            ),
        ),
    )


def searches(t: Words) -> Component:
    values = {
        "label": t("Вулиця, село або номер", "Rue, quartier ou numéro", "Street, village or number"),
        "hint": t("Наприклад: вулиця Шкільна", "Par exemple : rue de l’École", "For example: School Street"),
    }
    return Component(
        slug="search",
        name=t("Пошук", "Recherche", "Search"),
        purpose=t(
            "Одне поле й кнопка; підпис завжди видно.",
            "Un champ, un bouton ; l’intitulé reste visible.",
            "One field and its button; the label stays in sight.",
        ),
        examples=(
            Example(
                title=t("Поле", "Champ", "Field"),
                source='<form role="search" class="col">{% search_field "q" label hint=hint %}</form>',
                values=values,
            ),
        ),
    )
