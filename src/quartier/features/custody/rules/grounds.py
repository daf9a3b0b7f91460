"""The grounds on which somebody may be deprived of liberty on the street, by pack: one tap on a telephone, with its article.

Words are ours; the article is what counts. `mark` as in the packs: text (read), old_text, second_hand, unread.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quartier.features.custody.rules.acts.act import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground: its code, what an officer says, the article, how well its text was read."""

    code: str
    words: Words
    article: str
    mark: str


_UA_CRIMINAL = (
    Ground(
        code="caught_in_act",
        words=Words(
            uk="Застали під час вчинення або замаху",
            fr="Surprise pendant les faits ou leur tentative",
            en="Caught in the act or attempting it",
        ),
        article="КПК 208(1), п. 1",
        mark="old_text",
    ),
    Ground(
        code="right_after",
        words=Words(
            uk="Одразу після: вказує очевидець або сліди на тілі, одязі, місці",
            fr="Aussitôt après : un témoin ou des traces sur le corps, les vêtements ou les lieux",
            en="Right after: an eyewitness, or marks on body, clothes or place",
        ),
        article="КПК 208(1), п. 2",
        mark="old_text",
    ),
    Ground(
        code="flight_risk",
        words=Words(
            uk="Ризик втечі у справі, яку закон називає",
            fr="Risque de fuite dans une affaire que la loi désigne",
            en="Risk of flight in a case that the law names",
        ),
        article="КПК 208(1), п. 3",
        mark="old_text",
    ),
    Ground(
        code="duties_breached",
        words=Words(
            uk="Порушено обовʼязки запобіжного заходу",
            fr="Obligations d’une mesure de contrainte non respectées",
            en="Duties of a preventive measure broken",
        ),
        article="КПК 208(2)",
        mark="old_text",
    ),
    Ground(
        code="ruling",
        words=Words(
            uk="Ухвала слідчого судді або суду",
            fr="Décision d’un juge ou d’un tribunal",
            en="A ruling of a judge or a court",
        ),
        article="КПК 191(1)",
        mark="text",
    ),
)

_UA_ADMINISTRATIVE = (
    Ground(
        code="report_elsewhere",
        words=Words(
            uk="Скласти протокол, якщо на місці це неможливо",
            fr="Établir le procès-verbal, impossible sur place",
            en="To write the report, which cannot be done on the spot",
        ),
        article="КУпАП 260",
        mark="unread",
    ),
    Ground(
        code="identity",
        words=Words(uk="Встановити особу", fr="Établir l’identité", en="To find out who the person is"),
        article="КУпАП 260",
        mark="unread",
    ),
    Ground(
        code="stop_offence",
        words=Words(
            uk="Припинити правопорушення, коли іншого вже вжито",
            fr="Faire cesser l’infraction, le reste ayant échoué",
            en="To stop the offence, when all else was tried",
        ),
        article="КУпАП 260",
        mark="unread",
    ),
    Ground(
        code="border_regime",
        words=Words(
            uk="Порушено прикордонний режим",
            fr="Infraction au régime de la frontière",
            en="Border regime broken",
        ),
        article="КУпАП 263(2)",
        mark="text",
    ),
)

_EW = (
    Ground(
        code="investigation",
        words=Words(
            uk="Швидке й дієве розслідування",
            fr="Enquête rapide et efficace",
            en="Prompt and effective investigation",
        ),
        article="PACE 24(5)(e)",
        mark="unread",
    ),
    Ground(
        code="identity",
        words=Words(
            uk="Встановити імʼя або адресу",
            fr="Établir le nom ou l’adresse",
            en="To find out name or address",
        ),
        article="PACE 24(5)(a)-(b)",
        mark="unread",
    ),
    Ground(
        code="injury",
        words=Words(
            uk="Не допустити тілесного ушкодження",
            fr="Empêcher une blessure",
            en="To prevent injury to self or somebody else",
        ),
        article="PACE 24(5)(c)(i)-(ii)",
        mark="unread",
    ),
    Ground(
        code="damage",
        words=Words(
            uk="Не допустити втрати чи пошкодження майна",
            fr="Empêcher la perte ou la dégradation d’un bien",
            en="To prevent loss of or damage to property",
        ),
        article="PACE 24(5)(c)(iii)",
        mark="unread",
    ),
    Ground(
        code="protect",
        words=Words(
            uk="Захистити дитину або вразливу особу",
            fr="Protéger un enfant ou une personne vulnérable",
            en="To protect a child or a vulnerable person",
        ),
        article="PACE 24(5)(d)",
        mark="unread",
    ),
    Ground(
        code="disappearance",
        words=Words(
            uk="Не дати зникнути від переслідування",
            fr="Empêcher la disparition de la personne",
            en="To prevent the person from disappearing",
        ),
        article="PACE 24(5)(f)",
        mark="unread",
    ),
    Ground(
        code="warrant",
        words=Words(uk="Ордер суду", fr="Mandat d’un tribunal", en="A court’s warrant"),
        article="PACE 24; Magistrates’ Courts Act 1980 s.1",
        mark="unread",
    ),
)

GROUNDS: Mapping[str, tuple[Ground, ...]] = {
    "ua.custody": _UA_CRIMINAL,
    "ua.administrative": _UA_ADMINISTRATIVE,
    "ew.custody": _EW,
}


def grounds_of(pack: str) -> tuple[Ground, ...]:
    """The grounds of a pack; none for a pack that names none here: then they are written in words."""
    return GROUNDS.get(pack, ())
