"""How an answer can turn out, why an appeal may be left without one, and why something is sent on. Codes with words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code and what it says to a resident. `article`: where the rule stands, if it is a rule's."""

    code: str
    uk: str
    fr: str
    en: str
    article: str = ""

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


def _by_code(*codes: Code) -> dict[str, Code]:
    return {each.code: each for each in codes}


OUTCOMES = _by_code(
    Code(code="done", uk="Зроблено", fr="C’est fait", en="Done"),
    Code(code="will_do", uk="Буде зроблено", fr="Ce sera fait", en="Will be done"),
    Code(code="partly", uk="Зроблено частково", fr="Fait en partie", en="Partly done"),
    Code(code="explained", uk="Надано пояснення", fr="Explication donnée", en="Explained"),
    Code(code="refused", uk="Обґрунтована відмова", fr="Refus motivé", en="Reasoned refusal"),
)

CLOSINGS = _by_code(
    Code(
        code="anonymous",
        uk="Автора не встановлено. За законом таке звернення не розглядають; повідомлення збережено.",
        fr="L’auteur n’est pas connu. La loi n’en prévoit pas l’examen ; le message est conservé.",
        en="The author is not known. By law it is not considered; the message is kept.",
        article="393/96-ВР 8",
    ),
    Code(
        code="repeated",
        uk="На це питання тій самій особі вже відповіли по суті.",
        fr="La même personne a déjà reçu une réponse au fond sur cette question.",
        en="The same person was already answered in substance on this matter.",
        article="393/96-ВР 8",
    ),
    Code(
        code="withdrawn",
        uk="Звернення відкликала особа, яка його подала.",
        fr="La personne a retiré sa demande.",
        en="The person withdrew it.",
    ),
    Code(
        code="not_a_request",
        uk="Немає прохання, на яке можна відповісти.",
        fr="Il n’y a pas de demande à laquelle répondre.",
        en="There is nothing asked that could be answered.",
    ),
    Code(
        code="taken_elsewhere",
        uk="За цим розпочато інше провадження; у ньому відповідають окремо.",
        fr="Une autre procédure est ouverte ; la réponse y sera donnée.",
        en="Other proceedings were opened; the answer is given there.",
    ),
)

FORWARDINGS = _by_code(
    Code(
        code="not_ours",
        uk="Питання належить до повноважень іншого органу.",
        fr="La question relève d’un autre service.",
        en="The matter is within another body’s competence.",
        article="393/96-ВР 7",
    ),
    Code(
        code="part_of_it",
        uk="На частину питань відповідає інший орган.",
        fr="Un autre service répond à une partie.",
        en="Another body answers a part of it.",
        article="393/96-ВР 7",
    ),
    Code(
        code="about_us",
        uk="Звернення стосується нас самих, тому розглядає інший орган.",
        fr="La demande nous vise ; un autre service l’examine.",
        en="It is about ourselves, so another body considers it.",
        article="393/96-ВР 7",
    ),
)
