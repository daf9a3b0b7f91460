"""How acts are written down: short ways to say a text, an answer, a question; and the questions that many acts ask alike."""

from typing import Any

from quartier.features.custody.rules.acts.act import Field, Option, Saying, Words

# Codes, numbers and times tell nobody's words: in the open they go into the ledger as they are.
PLAIN = frozenset({"choice", "choices", "yes_no", "number", "instant"})


def w(uk: str, fr: str, en: str) -> Words:
    """A text in three languages; the spaces that French sets before its signs do not break."""
    return Words(uk=uk, fr=french(fr), en=en)


def french(text: str) -> str:
    """A French text with its narrow and its wide unbreakable spaces.

    >>> french("Non : « danger » ?")
    'Non\\xa0: «\\u202fdanger\\u202f»\\u202f?'
    """
    for sign in (" ;", " !", " ?", " »"):
        text = text.replace(sign, f"\u202f{sign[1]}")
    return text.replace(" :", "\u00a0:").replace("« ", "«\u202f")


def opt(code: str, uk: str, fr: str, en: str, *packs: str) -> Option:
    return Option(code=code, words=w(uk, fr, en), packs=packs)


def ask(code: str, kind: str, words: Words, *options: Option, **more: Any) -> Field:
    """A question; answers in plain codes, numbers and times go open into the ledger unless they are sealed."""
    more.setdefault("open", kind in PLAIN and not more.get("sealed", False))
    return Field(code=code, kind=kind, words=words, options=options, **more)


def told(words: Words, *packs: str, **where: Any) -> Saying:
    return Saying(words=words, where=where, packs=packs)


def sealed_text(code: str, words: Words, **more: Any) -> Field:
    return ask(code, "text", words, sealed=True, **more)


def sealed_line(code: str, words: Words, **more: Any) -> Field:
    return ask(code, "line", words, sealed=True, **more)


REMARK = ask("remark", "text", w("Примітка", "Remarque", "Remark"))
SEALED_REMARK = sealed_text("remark", w("Примітка", "Remarque", "Remark"))
UNTIL = ask("until", "instant", w("Закінчено о", "Fini à", "Ended at"))
LANGUAGE = ask("language", "line", w("Мова", "Langue", "Language"))
UNDERSTOOD = ask(
    "understood",
    "choice",
    w("Чи зрозуміла особа", "La personne a-t-elle compris", "Did the person understand"),
    opt("yes", "так", "oui", "yes"),
    opt("partly", "частково", "en partie", "partly"),
    opt("no", "ні", "non", "no"),
    opt("not_sure", "не видно", "on ne sait pas", "cannot tell"),
)
HOW = ask(
    "how",
    "choice",
    w("Як", "Comment", "How"),
    opt("phone", "телефоном", "par téléphone", "by phone"),
    opt("system", "через систему", "par le système", "through the system"),
    opt("message", "повідомленням", "par message", "by message"),
    opt("in_person", "особисто", "en personne", "in person"),
    opt("other", "інакше", "autrement", "otherwise"),
)
TITLE = ask(
    "title",
    "choice",
    w("Як називати", "Comment dire", "How to say it"),
    opt("man", "адвокат", "un avocat", "a man"),
    opt("woman", "адвокатка", "une avocate", "a woman"),
)
CONDITION = ask(
    "condition",
    "choices",
    w("Стан особи", "État de la personne", "State of the person"),
    opt("calm", "спокійна", "calme", "calm"),
    opt("upset", "схвильована", "agitée ou bouleversée", "upset"),
    opt("crying", "плаче", "pleure", "crying"),
    opt("intoxicated", "ознаки спʼяніння", "signes d’ivresse", "signs of drink or drugs"),
    opt("injured", "видимі ушкодження", "lésions visibles", "visible injuries"),
    opt("in_pain", "скаржиться на біль", "se plaint de douleurs", "says they are in pain"),
    opt("confused", "не орієнтується", "désorientée", "confused"),
    opt("needs_help", "потрібна негайна допомога", "besoin d’aide immédiate", "needs help now"),
)
PRESENT = ask(
    "present",
    "choices",
    w("Хто був присутній", "Qui était présent", "Who was present"),
    opt("lawyer", "адвокат", "avocat", "lawyer"),
    opt("adult", "довірена доросла особа", "adulte de confiance", "appropriate adult"),
    opt("interpreter", "перекладач", "interprète", "interpreter"),
    opt("nobody_else", "більше нікого", "personne d’autre", "nobody else"),
)
RESULT_OF_CALL = (
    opt("no_answer", "не відповіли", "pas de réponse", "no answer"),
    opt("wrong_number", "хибний номер", "mauvais numéro", "wrong number"),
    opt("refused", "відмовили", "refus", "refused"),
    opt("will_call_back", "передзвонять", "rappellera", "will call back"),
)


def ground_codes() -> tuple[Option, ...]:
    """Why somebody may be deprived of liberty, by the law of the place."""
    return (
        opt("in_the_act", "застали під час вчинення", "surprise sur le fait", "caught in the act", "ua"),
        opt(
            "right_after",
            "одразу після: очевидець або явні ознаки",
            "juste après : témoin ou traces évidentes",
            "right after: an eyewitness or evident marks",
            "ua",
        ),
        opt(
            "flight_risk",
            "ризик втечі у тяжкій корупційній справі",
            "risque de fuite, corruption grave",
            "risk of flight in a grave corruption case",
            "ua",
        ),
        opt(
            "duty_breach",
            "порушено умови застави або запобіжного заходу",
            "obligations de la caution ou de la mesure violées",
            "duties of bail or of a measure were broken",
            "ua",
        ),
        opt("ruling", "ухвала слідчого судді або суду", "décision d’un juge", "a judge’s ruling", "ua"),
        opt(
            "administrative",
            "адміністративне правопорушення",
            "infraction administrative",
            "an administrative offence",
            "ua",
        ),
        opt("suspected", "підозра у злочині", "soupçon d’infraction", "suspected of an offence", "ew", "eu"),
        opt("warrant", "ордер суду", "mandat d’un tribunal", "a court’s warrant", "ew", "eu"),
        opt("bail_breach", "порушено умови застави", "conditions non respectées", "bail not kept", "ew"),
        opt("other", "інша підстава", "autre motif", "another ground"),
    )
