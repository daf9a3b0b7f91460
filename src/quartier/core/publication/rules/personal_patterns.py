"""What personal details look like in Ukrainian, French and English: patterns as data, read by `personal`.

A pattern may name a group `it`: then only that part is marked. All are tried on every text, whatever its language:
people mix them, and a number plate has none.
"""

import re

UK_NAME = r"[А-ЯІЇЄҐ][а-яіїєґʼ'’]+(?:-[А-ЯІЇЄҐ][а-яіїєґʼ'’]+)?"
LA_NAME = r"[A-ZÀ-ÖØ-Þ](?:['’][A-Z])?[a-zß-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+)?"
NAME = rf"(?:{UK_NAME}|{LA_NAME})"
UK_INITIAL, LA_INITIAL = r"[А-ЯІЇЄҐ]\.", r"[A-ZÀ-Þ]\."
INITIAL = rf"(?:{UK_INITIAL}|{LA_INITIAL})"
UK_NAMES = rf"(?:{UK_INITIAL}\s?){{0,2}}{UK_NAME}(?:\s+(?:{UK_NAME}|{UK_INITIAL}(?:\s?{UK_INITIAL})?)){{0,2}}"
CAPITALS = r"[A-ZÀ-Þ]{2,}(?:-[A-ZÀ-Þ]{2,})?"  # surnames written out in capitals, as in French letters
LA_NAMES = (
    rf"(?:{LA_INITIAL}\s?){{0,2}}(?:{LA_NAME}|{CAPITALS})(?:\s+(?:{LA_NAME}|{CAPITALS}|{LA_INITIAL})){{0,2}}"
)
MONTHS = (
    r"(?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
)
DATE = rf"(?:\d{{1,2}}[./\- ]\d{{1,2}}[./\- ]\d{{2,4}}|\d{{1,2}}(?:er|st|nd|rd|th)?\s+{MONTHS}\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
UK_STREET = (
    r"(?:вул(?:иц\w+|\.)|пров(?:ул\w+|\.)|просп(?:ект\w*|\.)|бульв(?:ар\w*|\.)|пл(?:ощ\w+|\.)|шосе|узвіз)"
)
FR_STREET = r"(?:rue|avenue|av\.|boulevard|bd|chemin|place|quai|allée|impasse|square|chaussée|sentier)"
EN_STREET = r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Court|Way|Terrace|Gardens|Crescent|Row|Hill)"
PLATE_UA = r"[АВЕІКМНОРСТХABEIKMHOPCTX]{2}\s?\d{4}\s?[АВЕІКМНОРСТХABEIKMHOPCTX]{2}"

NUMBERS = (  # code, pattern, name of the checksum that decides (personal.CHECKS); the first that fits a stretch wins
    (
        "email",
        r"(?<![\w.+%-])[\w.+%-]+\s?(?:@|\(at\)|\[at\]|\(собака\)|\(arobase\))\s?[\w-]+(?:\.[\w-]+)+",
        "",
    ),
    ("account", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", "iban"),
    ("id_number", r"(?<!\d)[12] ?\d\d ?\d\d ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d(?!\d)", "fr_social"),
    ("card", r"(?<![\d+])\d(?:[ -]?\d){12,18}(?!\d)", "card"),
    ("id_number", r"(?<!\d)\d\d\.?\d\d\.?\d\d[- ]?\d{3}[. ]?\d\d(?!\d)", "be_national"),
    (
        "id_number",
        r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b",
        "",
    ),
    ("id_number", r"(?<!\d)\d{3} \d{3} \d{4}(?!\d)", "nhs"),
    ("id_number", r"\b\d{8}-\d{5}\b", ""),
    ("id_number", r"\b[А-ЯІЇЄҐ]{2} ?\d{6}\b", ""),
    (
        "id_number",
        r"(?i:паспорт\w*|посвідчен\w+|РНОКПП|ІПН|ідентифікаційн\w+|УНЗР|passeport|carte d[’']identité|titre de séjour|"
        r"registre national|sécurité sociale|passport|identity card|national insurance|driving licence)"
        r"[^\d\n]{0,25}?(?P<it>[A-ZА-ЯІЇЄҐ]{0,3}[ -]?\d[\dA-ZА-Я .-]{4,18}\d)",
        "",
    ),
    ("plate", rf"(?<!\w){PLATE_UA}(?!\w)", ""),
    ("plate", r"\b[A-HJ-NP-TV-Z]{2}[- ]\d{3}[- ][A-HJ-NP-TV-Z]{2}\b", ""),
    ("plate", r"\b[1-9Q]-[A-Z]{3}-\d{3}\b", ""),
    ("plate", r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b", ""),
    (
        "plate",
        r"(?i:номер\w* (?:авто\w*|машин\w+)|держ\w*\s*номер\w*|plaque|immatricul\w+|number plate|registration)"
        r"[^\w\n]{1,5}(?:№ ?)?(?P<it>[A-ZА-ЯІЇЄҐ0-9]{1,4}[- ]?[A-ZА-ЯІЇЄҐ0-9]{2,4}[- ]?[A-ZА-ЯІЇЄҐ0-9]{0,3})",
        "has_digit",
    ),
    ("phone", r"(?<![\w.,])(?:\+|00)?\(?\d(?:[ \t\u00a0\u202f().\-/]{0,3}\d){7,14}(?!\w)", "phone"),
    (
        "phone",
        r"(?i:тел\w*|моб\w*|дзвоніть|téléphone|tél|gsm|portable|phone|mobile|call me on|call)\b\.?\s*:?\s*"
        r"(?P<it>\d(?:[ \u00a0().\-]{0,2}\d){3,11})",
        "not_date",
    ),
    ("tax_number", r"(?<!\d)\d{10}(?!\d)", "ua_tax"),
)
WORDS = (  # code, pattern, checksum
    (
        "birth",
        rf"(?i:народ\w+|дата народження|д\.\s?н\.|д/н|né(?:e|\(e\))?\s+le|née?\s+en|naissance|born(?: on| in)?|"
        rf"date of birth|d\.?o\.?b\.?)\W{{0,6}}(?P<it>{DATE}|(?:19|20)\d\d\b)",
        "",
    ),
    ("birth", rf"(?<!\d)(?P<it>{DATE}|(?:19|20)\d\d)\s*(?:р\.\s?н\.|року народження|г\.\s?р\.)", ""),
    (
        "home",
        rf"(?:{UK_STREET}\s+[^,;.\n]{{2,40}}[,\s]+)?(?:(?:буд(?:инок|инку|\.)?|№)\s*)?(?:\d+[\-/]?\w?\s*[,]?\s*)?"
        r"\b(?:кв|квартир[аіиу])\b\.?\s*№?\s*\d+\w?",
        "",
    ),
    (
        "home",
        rf"(?i:(?:\d+(?:\s?(?:bis|ter))?,?\s+)?{FR_STREET}\s+[^,;.\n\d]{{2,40}}[,\s]*(?:\d+[,\s]*)?)?"
        r"\b(?i:bo[iî]te|bte|appartement|appt?)\b\.?\s*(?:n°\s*)?\d+\w?",
        "",
    ),
    (
        "home",
        rf"\b(?i:flat|apartment|apt)\b\.?\s*\d+\w?(?:,?\s+\d+\w?,?\s+(?:{LA_NAME}\s+){{1,3}}{EN_STREET}\b)?",
        "",
    ),
    (
        "home",
        r"(?i:живу|живемо|мешкаю|мешкаємо|проживаю|зареєстрован(?:ий|а|і)\b|прописан(?:ий|а|і)\b|"
        r"моя адреса|мій будинок)\b[^.!?\n\d]{0,60}"
        r"\d+[\-/]?[а-яА-Я]?\b",
        "",
    ),
    (
        "home",
        rf"(?i:j[’']habite|nous habitons|je vis|domicili\w+|demeurant|mon adresse)\b[^.!?\n\d]{{0,40}}\d+"
        rf"(?:\s?(?:bis|ter))?(?:,?\s+{FR_STREET}\s+[^,;.\n]{{2,40}})?",
        "",
    ),
    (
        "home",
        rf"(?i:I live|we live|my home|my house|my address|living at)\b[^.!?\n\d]{{0,30}}\d+\w?"
        rf"(?:,?\s+(?:{LA_NAME}\s+){{1,3}}{EN_STREET}\b)?",
        "",
    ),
    (
        "name",
        rf"(?<!\w)(?:{UK_NAME}\s+){{1,2}}[А-ЯІЇЄҐ][а-яіїєґʼ'’]+(?:[оеє]вич|йович|льїч|івн|ївн)\w{{0,3}}\b(?:\s+{UK_NAME})?",
        "",
    ),
    (
        "name",
        rf"(?<!\w)(?:{UK_NAME}\s+{UK_INITIAL}(?:\s?{UK_INITIAL})?|(?:{UK_INITIAL}\s?){{2}}{UK_NAME})",
        "",
    ),
    ("name", rf"(?<![\w.])(?:{LA_INITIAL}\s?){{2}}{LA_NAME}\b", ""),
    ("name", rf"(?<![\w.])(?<!\w\s)(?:{LA_INITIAL}|{UK_INITIAL})\s?{NAME}\b", "surname"),
    (
        "name",
        r"(?<!\w)(?i:пані?|пана|пану|паном|гр|громадян(?:ин|ка|ина|ки|ину|ці|ином|кою)|сусід(?:а|ка|у|ку|и|ом|кою|ові)?|"
        r"лікар(?:ка|я|ю|ки)?|вчител(?:ь|ька|я|ю|ки)|дільничн(?:ий|ого|ому)|поліцейськ(?:ий|ого|ому|а|ої)|"
        rf"інспектор(?:ка|а|у|ки)?|директор(?:ка|а|у|ки)?|депутат(?:ка|а|у|ки)?|староста|голова)\.?\s+(?P<it>{UK_NAMES})",
        "not_adjective",
    ),
    (
        "name",
        r"(?<!\w)(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Maître|Me|[Dd]octeur|Dr|[Aa]gent|[Ii]nspecteur|"
        r"[Ii]nspectrice|[Cc]ommissaire|[Vv]oisin|[Vv]oisine|[Ii]nstituteur|[Ii]nstitutrice|Mr|Mrs|Ms|Miss|Mx|PC|PCSO|Sgt|"
        r"Sergeant|Constable|Councillor|Cllr|Officer|Inspector|[Nn]eighbour|[Ll]andlord|[Tt]eacher)\.?\s+"
        rf"(?P<it>{LA_NAMES})",
        "",
    ),
    (
        "name",
        rf"(?i:мене звати|моє імʼя|моє ім['’]я|я,|підпис\w*:?|заявни(?:к|ця):?)\s+(?P<it>{UK_NAMES})",
        "",
    ),
    (
        "name",
        rf"(?i:je m[’']appelle|mon nom est|je soussigné(?:e)?,?|signé:?|my name is|my name’s|signed:?|I am called)\s+"
        rf"(?P<it>{LA_NAMES})",
        "",
    ),
    (
        "name",
        r"(?i:з повагою|щиро|дякую|дякуємо|заздалегідь вдячн\w+|cordialement|bien à vous|salutations(?: distinguées)?|"
        r"sentiments distingués|merci(?: d[’']avance)?|(?:kind |best )?regards|yours (?:sincerely|faithfully)|sincerely|"
        rf"thanks|thank you|cheers)[,.!\s]{{1,4}}(?P<it>{UK_NAMES}|{LA_NAMES})\s*[.!]?\s*(?=\n|$)",
        "",
    ),
    (
        "name",
        rf"\n[ \t—–-]*(?P<it>(?:{NAME}|{INITIAL})(?:[ \t]+(?:{NAME}|{CAPITALS}|{INITIAL})){{1,3}})\s*[.,]?\s*$",
        "last_line",
    ),
)
IN_STREET = re.compile(rf"(?:{UK_STREET}|\b{FR_STREET})\s+(?:d[ue]s?\s+|de la\s+|de l[’'])?$", re.IGNORECASE)
IS_STREET = re.compile(rf"^\s+{EN_STREET}\b")
STARTS_WITH_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d")
ADJECTIVE = re.compile(r"\w+(?:ського|ської|ських|ському|цького|цької|ного|ної|ньої|нього)\b")
