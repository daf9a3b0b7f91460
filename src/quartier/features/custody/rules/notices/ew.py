"""The letter of rights for police detention in England and Wales."""

from quartier.features.custody.rules.acts.writing import w
from quartier.features.custody.rules.notices.notice import Notice, Passage

EW = Notice(
    title=w("Ваші права", "Vos droits", "Your rights"),
    easy_title=w("Ваші права, просто", "Vos droits, en bref", "Your rights, made simple"),
    opening=(
        w(
            "Поліція тримає Вас у дільниці. Це не означає, що Ви винні. Поки Ви тут, Ви маєте ці права.",
            "La police vous garde au poste. Cela ne veut pas dire que vous êtes coupable. Tant que vous êtes ici, vous "
            "avez ces droits.",
            "The police are keeping you at a police station. This does not mean that you are guilty. While you are here, "
            "you have these rights.",
        ),
        w(
            "Тримайте цю памʼятку при собі. Якщо щось незрозуміло, просіть пояснити ще раз.",
            "Gardez cette déclaration sur vous. Si un point n’est pas clair, demandez qu’on vous l’explique encore.",
            "Keep this notice with you. If anything is not clear, ask for it to be explained again.",
        ),
    ),
    easy_opening=(
        w("Поліція тримає Вас тут.", "La police vous garde ici.", "The police are keeping you here."),
        w("Ви маєте права.", "Vous avez des droits.", "You have rights."),
        w(
            "Не розумієте? Скажіть. Вам пояснять.",
            "Vous ne comprenez pas ? Dites-le. On vous explique.",
            "You do not understand? Say so. We will explain.",
        ),
    ),
    passages={
        "reason": Passage(
            full=(
                w(
                    "Вам кажуть, за який злочин Вас затримали і чому це було потрібно. "
                    "Вам також кажуть, чому Вас тримають у дільниці.",
                    "On vous dit l’infraction qui a motivé l’arrestation, et pourquoi c’était nécessaire. On vous dit "
                    "aussi pourquoi on vous garde au poste.",
                    "You are told the offence you were arrested for and why the arrest was needed. You are also told why "
                    "you are kept at the station.",
                ),
            ),
            easy=(
                w(
                    "Вам скажуть, чому Ви тут.",
                    "On vous dit pourquoi vous êtes ici.",
                    "You are told why you are here.",
                ),
            ),
        ),
        "lawyer": Passage(
            full=(
                w(
                    "Захисник (solicitor) дає пораду безоплатно. Він не залежить від поліції. Ви говорите з ним "
                    "наодинці, особисто або телефоном, будь-коли, вдень і вночі.",
                    "Un avocat (solicitor) vous conseille gratuitement. Il ne dépend pas de la police. Vous lui parlez "
                    "seul à seul, sur place ou par téléphone, jour et nuit.",
                    "A solicitor gives you advice free of charge. Solicitors are independent of the police. You speak in "
                    "private, in person or by phone, at any time of day or night.",
                ),
                w(
                    "Якщо Ви відмовилися, Ви можете передумати будь-коли. Вас спитають, чому Ви відмовилися; "
                    "відповідати не треба.",
                    "Si vous avez refusé, vous pouvez changer d’avis à tout moment. On vous demande pourquoi ; rien ne "
                    "vous oblige à répondre.",
                    "If you said no, you can change your mind at any time. You are asked why; you need not answer.",
                ),
            ),
            easy=(
                w("Вам допоможе захисник.", "Un avocat vous aide.", "A solicitor helps you."),
                w(
                    "Ви говорите з ним наодинці.",
                    "Vous parlez seul avec l’avocat.",
                    "You talk in private.",
                ),
                w("Ви не платите.", "Vous ne payez pas.", "You do not pay."),
            ),
        ),
        "inform": Passage(
            full=(
                w(
                    "Ми повідомимо одній людині, яку Ви назвете, що Ви тут. Це безоплатно. Якщо її немає, "
                    "ми спробуємо іншу.",
                    "Nous prévenons une personne de votre choix que vous êtes ici. C’est gratuit. Si elle n’est pas là, "
                    "nous en essayons une autre.",
                    "We tell one person whom you name that you are here. It is free. If they cannot be reached, we try "
                    "somebody else.",
                ),
            ),
            easy=(
                w(
                    "Ми подзвонимо Вашій рідній людині.",
                    "Nous appelons un de vos proches.",
                    "We call someone close to you.",
                ),
                w("Скажіть, кому.", "Dites-nous qui.", "Tell us who."),
            ),
        ),
        "parent": Passage(
            full=(
                w(
                    "Вам менше 18 років. Тому людині, яка за Вас відповідає, кажуть, що Вас затримали, чому і де Ви.",
                    "Vous avez moins de 18 ans. La personne responsable de vous apprend donc votre arrestation, "
                    "pourquoi et où.",
                    "You are under 18. So the person responsible for you is told that you are arrested, why, and where "
                    "you are.",
                ),
            ),
            easy=(w("Ми подзвонимо Вашим батькам.", "Nous appelons vos parents.", "We call your parents."),),
        ),
        "adult": Passage(
            full=(
                w(
                    "Доросла людина, яка не з поліції, приходить, щоб допомогти Вам. Вона слухає, чи все зрозуміло, і є "
                    "поруч на допиті. Ви можете говорити з нею наодинці.",
                    "Un adulte qui n’est pas de la police vient vous aider. Il veille à ce que vous compreniez et il est "
                    "présent à l’audition. Vous pouvez lui parler seul à seul.",
                    "An adult who is not police comes to help you. They check that you understand and are with you at "
                    "the interview. You can talk to them in private.",
                ),
            ),
            easy=(
                w(
                    "Доросла людина буде поруч із Вами.",
                    "Un adulte est à vos côtés.",
                    "An adult will be with you.",
                ),
            ),
        ),
        "silence": Passage(
            full=(
                w(
                    "Ви можете нічого не говорити. Але може зашкодити захисту, якщо на допиті Ви не скажете того, на що "
                    "потім посилатиметеся в суді. Усе, що Ви скажете, може стати доказом. Спитайте захисника.",
                    "Vous pouvez ne rien dire. Mais taire à l’audition ce que vous invoquerez au tribunal peut nuire à "
                    "votre défense. Ce que vous dites peut servir de preuve. Demandez à l’avocat.",
                    "You do not have to say anything. But it may harm your defence not to mention when questioned "
                    "something you later rely on in court. What you say may be used as evidence. Ask a solicitor.",
                ),
            ),
            easy=(
                w("Ви можете мовчати.", "Vous pouvez vous taire.", "You can stay silent."),
                w("Спершу спитайте захисника.", "Demandez d’abord à l’avocat.", "Ask a solicitor first."),
            ),
        ),
        "medical": Passage(
            full=(
                w(
                    "Якщо Ви захворіли, поранені або приймаєте ліки, скажіть. Вас огляне медичний працівник. "
                    "Це безоплатно.",
                    "Si vous avez une maladie, une blessure ou un traitement, dites-le. Un soignant vous examine. "
                    "C’est gratuit.",
                    "If you are ill, hurt or take medicine, say so. A healthcare professional sees you. It is free.",
                ),
            ),
            easy=(
                w("Вам погано? Скажіть.", "Vous allez mal ? Dites-le.", "You feel ill? Say so."),
                w("Прийде медик.", "Un soignant vient.", "Medical help comes."),
            ),
        ),
        "interpreter": Passage(
            full=(
                w(
                    "Якщо Ви не розумієте англійської, перекладач безоплатний. Він допомагає на допиті й у розмові із "
                    "захисником. Головні документи Вам перекладуть.",
                    "Si vous ne comprenez pas l’anglais, l’interprète est gratuit. Il vous aide à l’audition et pour "
                    "parler à l’avocat. Les documents essentiels sont traduits.",
                    "If you do not understand English, an interpreter is free. The interpreter helps at interviews and "
                    "in talks with your solicitor. The main documents are translated.",
                ),
            ),
            easy=(
                w(
                    "Не розумієте мови? Прийде перекладач.",
                    "Vous ne comprenez pas la langue ? Un interprète vient.",
                    "You do not understand the language? An interpreter comes.",
                ),
            ),
        ),
        "consulate": Passage(
            full=(
                w(
                    "Якщо Ви маєте громадянство іншої країни, на Ваше прохання ми повідомимо Ваше консульство. Воно "
                    "може Вас відвідати й знайти захисника.",
                    "Si vous êtes d’un autre pays, nous prévenons votre consulat si vous le demandez. Il peut vous rendre "
                    "visite et trouver un avocat.",
                    "If you are from another country, we tell your embassy or consulate if you ask. They may visit you "
                    "and arrange a solicitor.",
                ),
            ),
            easy=(
                w(
                    "Ви з іншої країни? Ми скажемо Вашому консульству.",
                    "Vous venez d’un autre pays ? Nous prévenons votre consulat.",
                    "You are from another country? We tell your consulate.",
                ),
            ),
        ),
        "codes": Passage(
            full=(
                w(
                    "Правила для поліції звуться Codes of Practice. Ви можете прочитати їх тут.",
                    "Les règles que suit la police s’appellent Codes of Practice. Vous pouvez les lire ici.",
                    "The rules that the police follow are called the Codes of Practice. You can read them here.",
                ),
            ),
            easy=(
                w(
                    "Ви можете прочитати правила поліції.",
                    "Vous pouvez lire les règles de la police.",
                    "You can read the rules for police.",
                ),
            ),
        ),
        "letter": Passage(
            full=(
                w(
                    "Цю памʼятку Ви тримаєте при собі. Підпис означає лише, що Ви її отримали. Ви можете не підписувати.",
                    "Vous gardez cette déclaration. Signer veut seulement dire que vous l’avez reçue. Vous pouvez ne pas "
                    "signer.",
                    "You keep this notice. To sign only means that you were given it. You need not sign.",
                ),
            ),
            easy=(w("Цей папір — Ваш.", "Ce papier est à vous.", "This paper is yours."),),
        ),
        "documents": Passage(
            full=(
                w(
                    "Ви і захисник бачите документи, без яких не можна оскаржити тримання.",
                    "Vous et votre avocat voyez les documents nécessaires pour contester votre privation de liberté.",
                    "You and your solicitor see the documents that are needed to challenge the detention.",
                ),
            ),
            easy=(
                w(
                    "Захисник побачить документи.",
                    "L’avocat voit les documents.",
                    "The solicitor sees the documents.",
                ),
            ),
        ),
        "representations": Passage(
            full=(
                w(
                    "Перша перевірка, чи треба Вас тримати, — не пізніше ніж через 6 год після рішення про тримання. "
                    "Далі — щонайменше кожні 9 год. Ви і захисник можете висловитися перед кожною.",
                    "Le premier réexamen a lieu au plus tard 6 heures après la décision de vous garder. Puis au moins "
                    "toutes les 9 heures. Vous et votre avocat pouvez vous exprimer avant chacun.",
                    "The first check that you still need to be kept here is within 6 hours of that decision. Then at "
                    "least every 9 hours. You and your solicitor can speak before each.",
                ),
            ),
            easy=(
                w(
                    "Поліція перевіряє, чи треба Вас тримати. Ви можете сказати, що думаєте.",
                    "La police vérifie s’il faut vous garder. Vous pouvez dire ce que vous en pensez.",
                    "The police check whether you must stay. You can say what you think.",
                ),
            ),
        ),
        "time_limits": Passage(
            full=(
                w(
                    "Без обвинувачення Вас тримають щонайбільше {detention} год від прибуття до дільниці. Суперінтендант "
                    "може дозволити до 36 год, якщо злочин досить серйозний. Довше — лише суд, і ніколи понад 96 год. "
                    "На суді Ви присутні із захисником.",
                    "Sans inculpation, on vous garde au plus {detention} heures après l’arrivée au poste. Un "
                    "superintendent peut aller jusqu’à 36 heures si l’infraction est assez grave. Au-delà, un tribunal "
                    "seulement, et jamais plus de 96 heures. Vous assistez à cette audience, avec un avocat.",
                    "Without a charge you are kept for at most {detention} hours from your arrival at the station. A "
                    "superintendent may allow up to 36 hours if the offence is serious enough. Longer needs a court, and "
                    "never more than 96 hours. You are at that hearing, with a solicitor.",
                ),
            ),
            easy=(
                w(
                    "Зазвичай — не довше за {detention} год.",
                    "En général, pas plus de {detention} heures.",
                    "Normally not longer than {detention} hours.",
                ),
                w(
                    "Довше може дозволити лише старший офіцер або суд.",
                    "Plus longtemps : un chef ou un juge décide.",
                    "Longer only if a senior officer or a court allows it.",
                ),
            ),
            needs=("detention",),
        ),
        "record_copy": Passage(
            full=(
                w(
                    "Усе, що з Вами тут відбувається, записують. Захисник і довірена доросла особа можуть оглянути запис. "
                    "Ви можете просити копію протягом 12 місяців.",
                    "Tout ce qui vous arrive ici est noté. Votre avocat et l’adulte de confiance peuvent consulter le "
                    "dossier. Vous pouvez demander une copie pendant 12 mois.",
                    "Everything that happens to you here is written down. Your solicitor and appropriate adult can see "
                    "the record. You can ask for a copy during 12 months.",
                ),
            ),
            easy=(
                w(
                    "Ви можете отримати копію Вашого запису.",
                    "Vous pouvez avoir une copie de votre dossier.",
                    "You can get a copy of your record.",
                ),
            ),
        ),
    },
    closing=(
        w(
            "Вам дають їжу й напої, чисту постіль, тепло, світло і 8 год відпочинку на добу. Якщо чогось бракує, скажіть.",
            "On vous donne à manger et à boire, une literie propre, du chauffage, de la lumière et 8 heures de repos par "
            "24 heures. S’il manque quelque chose, dites-le.",
            "You are given food and drink, clean bedding, warmth, light and 8 hours of rest in 24. If anything is "
            "missing, say so.",
        ),
        w(
            "Якщо з Вами поводилися погано, скажіть інспектору, медику або захисникові. Скарга йде повз тих, на кого Ви "
            "скаржитеся.",
            "Si on vous a fait du mal, dites-le à un inspecteur, à un soignant ou à l’avocat. La plainte ne passe pas par "
            "ceux qu’elle vise.",
            "If you were treated badly, tell an inspector, a healthcare professional or your solicitor. The complaint "
            "does not go to those it is about.",
        ),
    ),
    easy_closing=(
        w(
            "Вам дають їжу, воду і час для сну.",
            "On vous donne à manger, à boire et le temps de dormir.",
            "You are given food, water and time to sleep.",
        ),
        w("Чогось бракує? Скажіть.", "Il manque quelque chose ? Dites-le.", "Is anything missing? Say so."),
        w("Вас скривдили? Скажіть.", "On vous a fait du mal ? Dites-le.", "Did somebody hurt you? Say so."),
    ),
)
