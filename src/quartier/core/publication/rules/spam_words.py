"""Words that people with a matter rarely use and advertisers often do. Patterns; one of them alone weighs little."""

import re

SHORTENERS = re.compile(
    r"(?i)\b(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|cutt\.ly|is\.gd|ow\.ly|rb\.gy|clck\.ru|shorturl\.at|s\.id)/"
)
ADVERTISING = (
    # Ukrainian, and Russian as it is used in advertising here
    r"\bказино\b", r"\bонлайн[- ]?казино\w*", r"\bставки на спорт\w*", r"\bбукмекер\w*",
    r"\bкредит\w* (?:онлайн|без|за)\b",
    r"\bпозик[аиу]\b (?:онлайн|без|за)", r"\bмікропозик\w*", r"\bзароб(?:іток|ляй\w*|отк[аи]|отай\w*)\b",
    r"\bпасивн\w+ дохід\w*",
    r"\bінвест(?:уй|уйте|иції|ицій)\b", r"\bкрипт(?:о|а|овалют\w*|у)\b", r"\bбіткоїн\w*", r"\bзнижк[аиу]\b",
    r"\bзі знижкою\b",
    r"\bрозпродаж\w*", r"\bакційн\w+ (?:цін|пропоз)\w*", r"\bкупуй(?:те)?\b",
    r"\bкупити (?:недорого|дешево|зараз|онлайн)\b",
    r"\bнедорого\b", r"\bнайкращ\w+ цін\w*", r"\bзамов(?:ляй|ити|ляйте)\w*", r"\bдоставк[аиу]\b",
    r"\bпромокод\w*",
    r"\bпідписуй(?:ся|тесь|теся)\b", r"\bпереход(?:ь|ьте) за посиланням\b",
    r"\bгарантован\w+ (?:дохід|прибут|результат)\w*",
    r"\bпросування сайт\w*", r"\bпродвижени\w+ сайт\w*", r"\bскидк\w+", r"\bзаработ\w+", r"\bкупить\b",
    r"\bворожк\w*",
    r"\bприворот\w*", r"\bсхуднут\w*", r"\bінтим\w*", r"\bескорт\w*", r"\bдипломи? (?:без|на замовлення)\b",
    # French
    r"\bcasinos?\b", r"\bparis sportifs\b", r"\bcrédits? (?:rapides?|immédiats?|sans)\b",
    r"\bprêts? (?:rapides?|sans|entre)\b",
    r"\bgagnez\b", r"\bargent facile\b", r"\brevenus? passifs?\b", r"\binvestissez\b", r"\bcrypto\w*",
    r"\bbitcoins?\b",
    r"\bpromo(?:tion)?s?\b", r"\bcode promo\b", r"\bsoldes\b", r"\boffre (?:spéciale|exclusive|limitée)\b",
    r"\bcliquez\b",
    r"\bachetez\b", r"\bpas cher\b", r"\blivraison (?:gratuite|rapide)\b", r"\bperdre du poids\b",
    r"\bvoyant(?:e|ce)?\b",
    r"\bmarabouts?\b", r"\bréférencement (?:seo|web|de site)\w*", r"\babonnez-vous\b", r"\bdevis gratuit\b",
    r"\bgratuit(?:ement)?\b",
    # English
    r"\bslots?\b", r"\bbetting\b", r"\b(?:payday|quick|instant) loans?\b", r"\bearn (?:money|up to|from)\b",
    r"\bpassive income\b",
    r"\bmake money\b", r"\binvest (?:now|today|in)\b", r"\bdiscounts?\b", r"\bspecial offer\b",
    r"\blimited (?:time|offer)\b",
    r"\bbuy (?:now|cheap|online)\b", r"\bcheap(?:est)? (?:price|prices|pills|viagra)\b", r"\bviagra\b",
    r"\bcialis\b",
    r"\bclick (?:here|below|now)\b", r"\bsubscribe\b",
    r"\bfree (?:casino|bonus|trial|gift|shipping|quote|money)\b", r"\bbonus(?:es)?\b",
    r"\bseo\b", r"\bbacklinks?\b", r"\brank(?:ing)? (?:your|on|higher)\b", r"\b(?:followers|likes) for\b",
    r"\bweight loss\b",
    r"\bguaranteed (?:profit|income|results?)\b", r"\bwork from home\b", r"\bpromo code\b", r"\bact now\b",
    r"\bescorts?\b",
    r"\breplica (?:watch|bag)\w*", r"\bpsychic\b",
)  # fmt: skip
