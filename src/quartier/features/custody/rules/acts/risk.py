"""Risk: what was asked and answered, what was decided, how closely the person is watched."""

from quartier.features.custody.rules.acts.act import Act, Field, Words
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_line, sealed_text, told, w

TOPIC = "risk"
ANSWERS = (
    opt("no", "ні", "non", "no"),
    opt("yes", "так", "oui", "yes"),
    opt("not_said", "не відповідає", "sans réponse", "no answer"),
)


def question(code: str, words: Words) -> Field:
    return ask(code, "choice", words, *ANSWERS, sealed=True)


LEVELS = (
    opt("general", "1, загальний", "1, général", "1, general"),
    opt("intermittent", "2, частий", "2, rapproché", "2, intermittent"),
    opt("rousing", "2, будити", "2, avec réveil", "2, with rousing"),
    opt("constant", "3, постійний", "3, constant", "3, constant"),
    opt("close", "4, поруч із особою", "4, à proximité immédiate", "4, close proximity"),
)
LEVEL = ask(
    "level",
    "choice",
    w("Рівень нагляду", "Niveau de surveillance", "Level of observation"),
    *LEVELS,
    needed=True,
)
MEASURES = ask(
    "measures",
    "choices",
    w("Що робимо", "Mesures", "What is done"),
    opt("alone", "одна в камері", "seule en cellule", "alone in the cell"),
    opt("cords", "шнури й ремені забрано", "cordons et ceintures retirés", "cords and belts removed"),
    opt("safe_clothing", "безпечний одяг", "vêtements de sécurité", "safe clothing"),
    opt("camera", "камера спостереження", "caméra", "camera"),
    opt("doctor", "викликано медика", "médecin appelé", "medical help called"),
    opt("adult", "довірена доросла особа", "adulte de confiance", "appropriate adult"),
    opt("talk", "частіше розмовляти", "parler plus souvent", "talk more often"),
    opt("keep_apart", "тримати окремо від інших", "tenir à l’écart d’autres", "keep apart from others"),
)

ACTS = (
    Act(
        code="risk_assessed",
        words=w("Ризики оцінено", "Risques évalués", "Risks assessed"),
        sayings=(
            told(
                w("Ризики оцінено: низькі", "Risques évalués : faibles", "Risks assessed: low"), result="low"
            ),
            told(
                w("Ризики оцінено: середні", "Risques évalués : moyens", "Risks assessed: medium"),
                result="medium",
            ),
            told(
                w("Ризики оцінено: високі", "Risques évalués : élevés", "Risks assessed: high"), result="high"
            ),
        ),
        do=w("Оцінити ризики", "Évaluer les risques", "Assess risks"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        key="k",
        fields=(
            sealed_text(
                "feels", w("Як почувається зараз", "Comment se sent-elle", "How the person feels now")
            ),
            question("ill", w("Хвороба або ушкодження", "Maladie ou blessure", "Illness or injury")),
            question(
                "seen_doctor", w("Лікувалася через це", "Suivi médical pour cela", "Seen a doctor for it")
            ),
            question("medication", w("Приймає ліки", "Prend des médicaments", "Takes medication")),
            question(
                "mental",
                w(
                    "Психічне здоровʼя, пригнічений стан",
                    "Santé mentale, dépression",
                    "Mental health, depression",
                ),
            ),
            question(
                "self_harm",
                w(
                    "Чи намагалася собі зашкодити",
                    "A tenté de se faire du mal",
                    "Ever tried to harm themselves",
                ),
            ),
            question(
                "drink_drugs",
                w(
                    "Алкоголь, наркотики, залежність",
                    "Alcool, drogues, dépendance",
                    "Drink, drugs, dependence",
                ),
            ),
            question("head", w("Удар по голові", "Coup à la tête", "Head injury")),
            question(
                "swallowed",
                w("Щось проковтнула або сховала", "Objet avalé ou caché", "Swallowed or hid something"),
            ),
            question("pregnant", w("Вагітність", "Grossesse", "Pregnancy")),
            question(
                "dependants",
                w(
                    "Хтось удома потребує догляду",
                    "Proche dépendant à la maison",
                    "Somebody at home depends on them",
                ),
            ),
            question(
                "reading",
                w(
                    "Допомога з читанням, навчанням",
                    "Aide pour lire ou comprendre",
                    "Help to read, autism, learning difficulty",
                ),
            ),
            question(
                "period", w("Потрібні засоби гігієни", "Protections périodiques", "Menstrual products needed")
            ),
            question(
                "talk",
                w(
                    "Бажає поговорити з медиком",
                    "Souhaite voir un soignant",
                    "Wants to talk to a healthcare professional",
                ),
            ),
            sealed_text("more", w("Подробиці", "Précisions", "Details")),
            sealed_text("seen", w("Що бачить працівник", "Ce que l’équipe observe", "What the officer sees")),
            sealed_text(
                "records",
                w(
                    "Дані з реєстрів і попередніх затримань",
                    "Données des registres",
                    "What registers and earlier stays say",
                ),
            ),
            ask(
                "result",
                "choice",
                w("Висновок", "Conclusion", "Conclusion"),
                opt("low", "низькі", "faibles", "low"),
                opt("medium", "середні", "moyens", "medium"),
                opt("high", "високі", "élevés", "high"),
                needed=True,
            ),
            ask(
                "self_harm_risk",
                "yes_no",
                w("Ризик самоушкодження", "Risque d’automutilation", "Risk of self-harm"),
            ),
            MEASURES,
            ask(
                "for_staff",
                "text",
                w("Що мають знати всі", "Ce que toute l’équipe doit savoir", "What all staff must know"),
                hint=w(
                    "Це прочитають усі в приміщенні.",
                    "Toute l’équipe lira ceci.",
                    "Everybody in the suite reads this.",
                ),
            ),
            sealed_line("told", w("Кого повідомлено", "Qui est informé", "Who was told")),
        ),
    ),
    Act(
        code="level_set",
        words=w("Рівень нагляду змінено", "Niveau de surveillance fixé", "Level of observation set"),
        sayings=(
            told(
                w("Перевірка щогодини", "Surveillance toutes les heures", "Check every hour"), level="general"
            ),
            told(
                w(
                    "Перевірка кожні 30 хвилин, будити",
                    "Surveillance toutes les 30 minutes, réveiller",
                    "Check every 30 minutes, rouse",
                ),
                level="rousing",
            ),
            told(
                w(
                    "Перевірка кожні 30 хвилин",
                    "Surveillance toutes les 30 minutes",
                    "Check every 30 minutes",
                ),
                level="intermittent",
            ),
            told(w("Постійний нагляд", "Surveillance constante", "Constant observation"), level="constant"),
            told(
                w("Нагляд поруч із особою", "Surveillance à proximité immédiate", "Close proximity"),
                level="close",
            ),
        ),
        do=w("Змінити рівень нагляду", "Changer le niveau", "Set the level"),
        topic=TOPIC,
        permit="custody.decide",
        part="file",
        key="l",
        fields=(
            LEVEL,
            ask(
                "minutes",
                "number",
                w(
                    "Частіше: що стільки хвилин",
                    "Plus souvent : toutes les … minutes",
                    "More often: every … minutes",
                ),
                unit="minutes",
            ),
            sealed_text("why", w("Чому", "Pourquoi", "Why"), needed=True),
        ),
    ),
    Act(
        code="vulnerability",
        words=w("Вразливість", "Vulnérabilité", "Vulnerability"),
        sayings=(
            told(
                w(
                    "Особа потребує особливої уваги",
                    "La personne demande une attention particulière",
                    "The person needs special care",
                ),
                found="yes",
            ),
            told(
                w("Ознак вразливості не видно", "Pas de signe de vulnérabilité", "No sign of vulnerability"),
                found="no",
            ),
        ),
        do=w("Записати вразливість", "Noter la vulnérabilité", "Record vulnerability"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.medical",),
        part="file",
        fields=(
            ask(
                "found",
                "choice",
                w("Чи потрібна особлива увага", "Attention particulière", "Is special care needed"),
                opt("yes", "так", "oui", "yes"),
                opt("no", "ознак не видно", "pas de signe", "no sign"),
                opt(
                    "in_doubt",
                    "є сумнів: уважаємо, що так",
                    "doute : on considère que oui",
                    "in doubt: treated as yes",
                ),
                needed=True,
            ),
            ask(
                "reasons",
                "choices",
                w("Чому", "Pourquoi", "Why"),
                opt("child", "дитина", "enfant", "a child"),
                opt("mental", "психічний стан", "santé mentale", "mental health"),
                opt(
                    "understanding",
                    "важко зрозуміти або пояснити",
                    "difficulté à comprendre ou s’exprimer",
                    "hard to understand or to explain",
                ),
                opt("hearing", "слух, зір, мовлення", "ouïe, vue, parole", "hearing, sight, speech"),
                opt("mobility", "рух", "mobilité", "mobility"),
                opt("pregnant", "вагітність", "grossesse", "pregnancy"),
                opt(
                    "harmed", "могла постраждати від злочину", "victime possible", "may be a victim of crime"
                ),
                opt("other", "інше", "autre", "other"),
                sealed=True,
            ),
            ask(
                "adult_needed",
                "yes_no",
                w(
                    "Потрібна довірена доросла особа",
                    "Adulte de confiance nécessaire",
                    "An appropriate adult is needed",
                ),
            ),
            ask(
                "for_staff",
                "text",
                w("Що мають знати всі", "Ce que toute l’équipe doit savoir", "What all staff must know"),
            ),
            sealed_line("who", w("Хто так вважає", "Selon qui", "Who says so")),
            sealed_text("more", w("Подробиці", "Précisions", "Details")),
        ),
    ),
)
