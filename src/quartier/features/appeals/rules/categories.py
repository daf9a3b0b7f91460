"""What an appeal can be about. `within`: metres in which two of this kind are likely the same matter; 0: no place."""

from dataclasses import dataclass

LANGUAGES = ("uk", "fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One kind of matter. `public`: whether a public version may be asked for; `officer`: about somebody's conduct.

    `danger`: the page says first whom to call. `hint` is what else the desk needs to know, and never obligatory.
    """

    code: str
    uk: str
    fr: str
    en: str
    within: int = 60
    public: bool = True
    officer: bool = False
    danger: bool = False

    def name(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


CATEGORIES: dict[str, Category] = {
    each.code: each
    for each in (
        Category(
            code="lighting", uk="Вуличне освітлення", fr="Éclairage public", en="Street lights", within=80
        ),
        Category(code="road", uk="Дорога", fr="Chaussée", en="Road surface", within=50),
        Category(code="pavement", uk="Тротуар", fr="Trottoir", en="Pavement", within=50),
        Category(
            code="crossing", uk="Пішохідний перехід", fr="Passage pour piétons", en="Crossing", within=50
        ),
        Category(code="parking", uk="Паркування", fr="Stationnement", en="Parking", within=50),
        Category(
            code="vehicle",
            uk="Покинутий автомобіль",
            fr="Véhicule abandonné",
            en="Abandoned vehicle",
            within=30,
        ),
        Category(code="bus_stop", uk="Зупинка", fr="Arrêt de bus", en="Bus stop", within=40),
        Category(code="waste", uk="Сміття", fr="Déchets", en="Waste", within=50),
        Category(code="flooding", uk="Вода на вулиці", fr="Eau sur la voirie", en="Flooding", within=100),
        Category(
            code="smoke", uk="Дим і спалювання", fr="Fumée et brûlage", en="Smoke and burning", within=200
        ),
        Category(code="noise", uk="Шум", fr="Bruit", en="Noise", within=100),
        Category(
            code="antisocial",
            uk="Антигромадська поведінка",
            fr="Incivilités",
            en="Anti-social behaviour",
            within=100,
        ),
        Category(code="animals", uk="Тварини", fr="Animaux", en="Animals", within=100),
        Category(code="playground", uk="Дитячий майданчик", fr="Aire de jeux", en="Playground", within=60),
        Category(
            code="youth_space", uk="Місце для молоді", fr="Lieu pour les jeunes", en="Space for young people"
        ),
        Category(
            code="mailboxes", uk="Поштові скриньки", fr="Boîtes aux lettres", en="Letter boxes", within=40
        ),
        Category(code="shelter", uk="Укриття", fr="Abri", en="Shelter", within=60, public=False),
        Category(
            code="danger", uk="Небезпечне місце", fr="Endroit dangereux", en="Dangerous place", danger=True
        ),
        Category(
            code="bicycle_theft", uk="Викрадення велосипеда", fr="Vol de vélo", en="Bicycle theft", within=100
        ),
        Category(code="fraud", uk="Шахрайство", fr="Escroquerie", en="Fraud", within=0, public=False),
        Category(code="cctv", uk="Відеоспостереження", fr="Caméras", en="Cameras", within=60),
        Category(
            code="foot_patrol", uk="Піше патрулювання", fr="Patrouille à pied", en="Foot patrol", within=200
        ),
        Category(
            code="absence_watch",
            uk="Нагляд за оселею під час відсутності",
            fr="Surveillance d’habitation en cas d’absence",
            en="Home watch while away",
            within=0,
            public=False,
        ),
        Category(
            code="victim_contact",
            uk="Звʼязок із постраждалою особою",
            fr="Suivi d’une victime",
            en="Contact with a person harmed",
            within=0,
            public=False,
        ),
        Category(
            code="information_request",
            uk="Запит на інформацію",
            fr="Demande de documents",
            en="Information request",
            within=0,
        ),
        Category(
            code="asb_case_review",
            uk="Перегляд справи про антигромадську поведінку",
            fr="Réexamen d’un dossier de nuisances",
            en="ASB case review",
            within=0,
            public=False,
        ),
        Category(
            code="officer_conduct",
            uk="Дії поліцейського чи посадової особи",
            fr="Conduite d’un agent",
            en="Conduct of an officer",
            within=0,
            public=False,
            officer=True,
        ),
        Category(code="thanks", uk="Подяка", fr="Remerciement", en="Thanks", within=0),
        Category(code="other", uk="Інше", fr="Autre", en="Something else"),
    )
}
