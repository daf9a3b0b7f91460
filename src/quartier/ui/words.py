"""The few words that formats need, by language. Data; the order of months and weekdays is the calendar's."""


def row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


MONTHS = {
    "uk": row("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    "fr": row("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "en": row("January February March April May June July August September October November December"),
}
MONTH_NAMES = MONTHS | {
    "uk": row(
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"
    ),
}
SHORT_MONTHS = {
    "uk": row("січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд."),
    "fr": row("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    "en": row("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}
WEEKDAYS = {
    "uk": row("понеділок вівторок середа четвер пʼятниця субота неділя"),
    "fr": row("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "en": row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}
SHORT_WEEKDAYS = {
    "uk": row("Пн Вт Ср Чт Пт Сб Нд"),
    "fr": row("Lun. Mar. Mer. Jeu. Ven. Sam. Dim."),
    "en": row("Mon Tue Wed Thu Fri Sat Sun"),
}
DAYS = {
    "uk": {"one": "день", "few": "дні", "many": "днів", "other": "дня"},
    "fr": {"one": "jour", "other": "jours"},
    "en": {"one": "day", "other": "days"},
}
MINUTE = {"uk": "хв", "fr": "min", "en": "min"}
HOUR = {"uk": "год", "fr": "h", "en": "h"}
AGO = {"uk": "{} тому", "fr": "il y a {}", "en": "{} ago"}
AHEAD = {"uk": "через {}", "fr": "dans {}", "en": "in {}"}
FROM_TO = {"uk": "від {} до {}", "fr": "de {} à {}", "en": "{} to {}"}
LAST_MOMENT = {"uk": "до 23:59 {}", "fr": "jusqu’au {} à 23\u00a0h\u00a059", "en": "until 23:59 on {}"}
CURRENCIES = {"UAH": "грн", "EUR": "€", "GBP": "£"}
