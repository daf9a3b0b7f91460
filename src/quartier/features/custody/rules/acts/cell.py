"""Where the person is: which cell, alone or not, and why."""

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.rules.acts.writing import ask, opt, sealed_text, told, w

ACTS = (
    Act(
        code="cell_allocated",
        words=w("Розміщено в камері", "Cellule attribuée", "Cell allocated"),
        sayings=(
            told(
                w(
                    "Розміщено в камері разом з іншою особою",
                    "Cellule partagée",
                    "Cell shared with another person",
                ),
                shared=True,
            ),
        ),
        do=w("Розмістити в камері", "Attribuer une cellule", "Allocate a cell"),
        topic="cell",
        permit="custody.care",
        also=("custody.decide",),
        part="file",
        key="n",
        fields=(
            ask("cell", "cell", w("Камера", "Cellule", "Cell"), needed=True),
            ask(
                "shared",
                "yes_no",
                w("Разом з іншою особою", "Avec une autre personne", "With another person"),
            ),
            sealed_text(
                "shared_reason",
                w(
                    "Чому разом і чому це безпечно",
                    "Pourquoi à deux, et pourquoi sans risque",
                    "Why shared, and why it is safe",
                ),
                when=("shared", "yes"),
            ),
            ask("camera", "yes_no", w("Камера під відеонаглядом", "Cellule filmée", "The cell has a camera")),
            ask(
                "camera_told",
                "yes_no",
                w("Про відео сказано", "Informée de la caméra", "Told of the camera"),
                when=("camera", "yes"),
            ),
            sealed_text(
                "child_reason",
                w(
                    "Дитина: чому не інше місце",
                    "Enfant : pourquoi pas ailleurs",
                    "A child: why nowhere else",
                ),
            ),
        ),
    ),
    Act(
        code="cell_left",
        words=w("Особа вийшла з камери", "Sortie de cellule", "Left the cell"),
        do=w("Вивести з камери", "Sortir de cellule", "Leave the cell"),
        topic="cell",
        permit="custody.care",
        also=("custody.decide",),
        key="o",
        fields=(
            ask(
                "why",
                "choice",
                w("Куди", "Pour quoi", "What for"),
                opt("interview", "допит", "audition", "interview"),
                opt("lawyer", "розмова з адвокатом", "avocat", "lawyer"),
                opt("doctor", "медик", "médecin", "healthcare professional"),
                opt("exercise", "прогулянка", "promenade", "exercise"),
                opt("washing", "гігієна", "hygiène", "washing"),
                opt("out", "за межі приміщення", "hors du complexe", "out of the suite"),
                opt("other", "інше", "autre", "other"),
            ),
            ask("cell", "cell", w("Кімната", "Local", "Room")),
        ),
    ),
)
