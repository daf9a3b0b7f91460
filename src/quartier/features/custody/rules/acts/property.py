"""Searches, and what was taken, sealed, moved and given back."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import PRESENT, ask, opt, sealed_line, sealed_text, told, w

TOPIC = "property"
ROWS = (
    ask("what", "line", w("Річ", "Objet", "Thing"), needed=True),
    ask("count", "number", w("Скільки", "Nombre", "How many"), unit="items"),
    ask("state", "line", w("Стан, ознаки", "État, signes", "State, marks")),
    ask("worth", "line", w("Сума або номер", "Somme ou numéro", "Amount or number")),
    ask("seal", "seal", w("Пакет", "Sac", "Bag")),
    ask(
        "kept",
        "choice",
        w("Де", "Où", "Where"),
        opt("stored", "на зберіганні", "conservé", "stored"),
        opt("with_person", "в особи", "avec la personne", "with the person"),
        opt("evidence", "речовий доказ", "pièce à conviction", "evidence"),
        opt(
            "medicine",
            "ліки: в медика",
            "médicament : chez le médecin",
            "medicine: with the healthcare professional",
        ),
    ),
)
SEAL = ask("seal", "seal", w("Пакет із номером пломби", "Sac scellé, numéro", "Bag, number of the seal"))
AGREES = ask(
    "agrees",
    "choice",
    w(
        "Чи погоджується особа зі списком",
        "La personne est-elle d’accord avec la liste",
        "Does the person agree with the list",
    ),
    opt("yes", "так", "oui", "yes"),
    opt("no", "ні", "non", "no"),
    opt("no_answer", "не відповідає", "sans réponse", "no answer"),
    opt("could_not", "не може перевірити", "ne peut pas vérifier", "cannot check"),
)

ACTS = (
    Act(
        code="search",
        words=w("Особистий обшук", "Fouille", "Search of the person"),
        sayings=(
            told(w("Обшук з роздяганням", "Fouille à nu", "Strip search"), kind="strip"),
            told(
                w("Огляд порожнин тіла медиком", "Exploration corporelle par un soignant", "Intimate search"),
                kind="intimate",
            ),
        ),
        do=w("Записати обшук", "Noter la fouille", "Record a search"),
        topic=TOPIC,
        permit="custody.decide",
        also=("custody.care",),
        part="file",
        key="s",
        fields=(
            ask(
                "kind",
                "choice",
                w("Вид", "Type", "Kind"),
                opt("pat_down", "поверхнева перевірка", "palpation", "pat-down"),
                opt("outer", "обшук одягу", "fouille des vêtements", "outer clothing"),
                opt("strip", "з роздяганням", "à nu", "strip search"),
                opt(
                    "intimate",
                    "порожнини тіла, медик",
                    "corporelle, par un soignant",
                    "intimate, by a healthcare professional",
                ),
                needed=True,
            ),
            sealed_text("why", w("Чому", "Pourquoi", "Why"), needed=True),
            sealed_line(
                "authority", w("Хто дозволив: звання", "Autorisée par : grade", "Authorised by: rank")
            ),
            sealed_line(
                "who",
                w("Хто проводив і хто був", "Qui l’a faite, qui était présent", "Who did it, who was there"),
            ),
            ask(
                "same_sex",
                "yes_no",
                w(
                    "Лише особи тієї самої статі",
                    "Seulement des personnes du même sexe",
                    "Only people of the same sex",
                ),
            ),
            PRESENT,
            sealed_text("found", w("Що знайдено", "Ce qui a été trouvé", "What was found")),
            ask("until", "instant", w("Закінчено о", "Finie à", "Ended at")),
        ),
    ),
    Act(
        code="property_taken",
        words=w("Речі прийнято на зберігання", "Effets pris en dépôt", "Property taken"),
        do=w("Прийняти речі", "Prendre les effets", "Take property"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        key="b",
        fields=(
            ask("items", "items", w("Речі", "Objets", "Things"), sealed=True, rows=ROWS, needed=True),
            SEAL,
            sealed_text(
                "why",
                w(
                    "Чому забрано те, що на особі",
                    "Pourquoi retirer ce qu’elle porte",
                    "Why what the person wears is kept",
                ),
            ),
            AGREES,
        ),
        signed=("person", "officer"),
    ),
    Act(
        code="property_moved",
        words=w("Пакет із речами переміщено", "Sac d’effets déplacé", "Bag of property moved"),
        do=w("Перемістити речі", "Déplacer les effets", "Move property"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            ask(
                "seal",
                "seal",
                w("Пакет із номером пломби", "Sac scellé, numéro", "Bag, number of the seal"),
                needed=True,
            ),
            ask("new_seal", "seal", w("Нова пломба", "Nouveau scellé", "New seal")),
            sealed_line("to", w("Куди", "Où", "Where to")),
            sealed_line("why", w("Чому", "Pourquoi", "Why"), needed=True),
        ),
    ),
    Act(
        code="property_returned",
        words=w("Речі повернуто", "Effets rendus", "Property returned"),
        sayings=(
            told(
                w(
                    "Речі повернуто, не все на місці",
                    "Effets rendus, il en manque",
                    "Property returned, something is missing",
                ),
                complete="missing",
            ),
            told(
                w("Речі повернуто, частину залишено", "Effets rendus en partie", "Property returned in part"),
                complete="kept",
            ),
        ),
        do=w("Повернути речі", "Rendre les effets", "Return property"),
        topic=TOPIC,
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        fields=(
            SEAL,
            ask("intact", "yes_no", w("Пломба ціла", "Scellé intact", "Seal intact")),
            ask(
                "complete",
                "choice",
                w("За списком", "Selon la liste", "By the list"),
                opt("all", "усе", "tout", "everything"),
                opt(
                    "kept",
                    "частину залишено за законом",
                    "une partie est gardée, selon la loi",
                    "some is kept, by law",
                ),
                opt("missing", "чогось немає", "il manque quelque chose", "something is missing"),
                needed=True,
            ),
            sealed_text(
                "what",
                w("Що залишено або чого немає", "Ce qui est gardé ou manque", "What is kept or missing"),
            ),
            sealed_line(
                "to", w("Кому, якщо не особі", "À qui, sinon à la personne", "To whom, if not to the person")
            ),
            AGREES,
        ),
        signed=("person", "officer"),
    ),
)
