"""Reasons of a clock's state, in words: what `science.clocks` gives as codes."""

from collections.abc import Mapping

ENDED_BY = "ended_by_"

REASONS: Mapping[str, Mapping[str, str]] = {
    "arrival_not_stated": {
        "uk": "День надходження не зазначено; строк рахується від реєстрації, а міг початися раніше.",
        "fr": "Le jour d’arrivée n’est pas indiqué ; le délai court de l’enregistrement et a pu commencer plus tôt.",
        "en": "The day of arrival is not stated; the term counts from the registration, and may have begun earlier.",
    },
    "calendar_unknown": {
        "uk": "Календар робочих днів не сягає останнього дня.",
        "fr": "Le calendrier des jours ouvrables ne va pas jusqu’au dernier jour.",
        "en": "The calendar of working days does not reach the last day.",
    },
    "calendar_unverified": {
        "uk": "Вихідні дні не звірено із законом, який їх установлює; останній день може змінитися.",
        "fr": "Les jours chômés n’ont pas été lus dans la loi qui les fixe ; le dernier jour peut changer.",
        "en": "The days off were not read in the law that names them; the last day may change.",
    },
    "capped": {
        "uk": "Рішення просило більше, ніж дозволяє правило.",
        "fr": "La décision demandait plus que la règle ne permet.",
        "en": "The decision asked for more than the rule gives.",
    },
    "earlier_round_late": {
        "uk": "Раніше за цим самим правилом строк уже було порушено.",
        "fr": "Un terme antérieur de la même règle a été dépassé.",
        "en": "An earlier review, interview or term of the same clock was late.",
    },
    "extension_after_limit": {
        "uk": "Рішення про продовження ухвалено після строку, воно не враховується.",
        "fr": "La prolongation a été décidée après le terme, elle ne compte pas.",
        "en": "The decision to extend came after the limit, and does not count.",
    },
    "extension_before_second_review": {
        "uk": "Рішення про продовження ухвалено до другого перегляду, воно не враховується.",
        "fr": "La prolongation a été décidée avant le second réexamen, elle ne compte pas.",
        "en": "The decision to extend came before the second review, and does not count.",
    },
    "extension_by_wrong_person": {
        "uk": "Хто вирішив, не має такого права або не зазначений; рішення не враховується.",
        "fr": "Qui a décidé n’en a pas le droit ou n’est pas dit ; la décision ne compte pas.",
        "en": "Who decided may not do so, or is not stated; the decision does not count.",
    },
    "extension_granted_late": {
        "uk": "Рішення ухвалено після строку, але в межах, які правило ще дозволяє.",
        "fr": "La décision est venue après le terme, dans la marge que la règle permet encore.",
        "en": "The decision came after the limit, within what the rule still allows.",
    },
    "extension_in_another_unit": {
        "uk": "Рішення називає іншу одиницю часу, ніж правило; воно не враховується.",
        "fr": "La décision nomme une autre unité de temps que la règle ; elle ne compte pas.",
        "en": "The decision names another unit of time than the rule; it does not count.",
    },
    "extension_out_of_order": {
        "uk": "Немає рішення, яке мало бути раніше; це не враховується.",
        "fr": "Une décision préalable manque ; celle-ci ne compte pas.",
        "en": "A decision that must come first is missing; this one does not count.",
    },
    "extension_refused": {
        "uk": "У продовженні відмовлено; строк лишається.",
        "fr": "La prolongation a été refusée ; le terme reste.",
        "en": "An extension was refused; the limit stays as it was.",
    },
    "indictable_not_stated": {
        "uk": "Не зазначено, чи злочин належить до indictable; рішення враховано.",
        "fr": "Il n’est pas dit si l’infraction est « indictable » ; la décision compte.",
        "en": "Whether the offence is indictable is not stated; the decision counts.",
    },
    "limit_not_known": {
        "uk": "Строк невідомий. Це не означає, що його немає.",
        "fr": "Le délai n’est pas connu. Cela ne veut pas dire qu’il n’y en a pas.",
        "en": "The limit is not known. That does not mean that there is none.",
    },
    "no_rule_in_force": {
        "uk": "Для цього дня в пакеті немає правила.",
        "fr": "Le paquet n’a pas de règle pour ce jour.",
        "en": "The pack has no rule for that day.",
    },
    "offence_not_indictable": {
        "uk": "Злочин не належить до indictable; рішення не враховується.",
        "fr": "L’infraction n’est pas « indictable » ; la décision ne compte pas.",
        "en": "The offence is not indictable; the decision does not count.",
    },
    "postponed": {
        "uk": "Перегляд відкладено; його проводять якнайшвидше. Наступні не зсуваються.",
        "fr": "Le réexamen est reporté ; il a lieu dès que possible. Les suivants ne bougent pas.",
        "en": "The review was postponed: as soon as practicable. Later ones do not move.",
    },
    "postponed_after_limit": {
        "uk": "Перегляд відкладено після строку; це не скасовує порушення.",
        "fr": "Le réexamen a été reporté après le terme ; cela n’efface pas le retard.",
        "en": "The review was postponed after it was due; that does not undo the lateness.",
    },
    "tolerance_not_stated": {
        "uk": "Закон каже «негайно», місцевий порядок не зазначає, скільки це хвилин; враховано жодної.",
        "fr": "La loi dit « sans délai » et la règle locale ne dit pas combien de minutes ; aucune n’est comptée.",
        "en": "The law says “at once”, and no local tolerance is stated; none was allowed.",
    },
    "zone_not_stated": {
        "uk": "Часовий пояс не зазначено; дні закінчуються за UTC.",
        "fr": "Le fuseau horaire n’est pas indiqué ; les jours finissent en UTC.",
        "en": "The time zone is not stated; days end by UTC.",
    },
}


def sentence(code: str, language: str) -> str:
    """The sentence of one code; a code of the kind `ended_by_released` has none and gives nothing."""
    return "" if code.startswith(ENDED_BY) else REASONS[code][language]
