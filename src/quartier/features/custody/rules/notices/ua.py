"""The letter of rights for criminal detention in Ukraine."""

from quartier.features.custody.rules.acts.writing import w
from quartier.features.custody.rules.notices.notice import Notice, Passage

# Whom a judge has ordered to be detained is on other hours, and is told of no others.
BY_RULING = Passage(
    full=(
        w(
            "Вас затримали за рішенням судді. Протягом {ruling_to_judge} год Вас звільняють або доставляють до "
            "цього судді. Протягом {suspicion_notice} год Вам вручають повідомлення про підозру.",
            "Un juge a ordonné votre privation de liberté. Dans les {ruling_to_judge} heures, on vous libère ou "
            "on vous présente à ce juge. Dans les {suspicion_notice} heures, on vous remet la notification du soupçon.",
            "A judge ordered that you be detained. Within {ruling_to_judge} hours you are released or brought "
            "before that judge. Within {suspicion_notice} hours you are handed the notice of suspicion.",
        ),
    ),
    easy=(
        w(
            "Не пізніше ніж через {ruling_to_judge} год Ви побачите суддю.",
            "Au plus tard après {ruling_to_judge} heures, vous voyez le juge.",
            "You see the judge after {ruling_to_judge} hours at the latest.",
        ),
    ),
    needs=("ruling_to_judge", "suspicion_notice"),
)

UA = Notice(
    title=w("Ваші права", "Vos droits", "Your rights"),
    easy_title=w("Ваші права, просто", "Vos droits, en bref", "Your rights, made simple"),
    opening=(
        w(
            "Вас затримала поліція. Це не означає, що Ви винні. Поки Ви тут, Ви маєте ці права.",
            "La police vous prive de liberté. Cela ne veut pas dire que vous êtes coupable. Tant que vous êtes ici, "
            "vous avez ces droits.",
            "The police have detained you. This does not mean that you are guilty. While you are here, you have these "
            "rights.",
        ),
        w(
            "Тримайте цю памʼятку при собі. Якщо щось незрозуміло, просіть пояснити ще раз.",
            "Gardez cette déclaration sur vous. Si un point n’est pas clair, demandez qu’on vous l’explique encore.",
            "Keep this notice with you. If anything is not clear, ask for it to be explained again.",
        ),
    ),
    easy_opening=(
        w("Вас затримала поліція.", "La police vous garde.", "The police are keeping you here."),
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
                    "Вам негайно пояснюють, чому Вас затримали. Вам кажуть, у якому злочині Вас підозрюють і де та коли "
                    "він, за версією поліції, стався.",
                    "On vous explique sans délai pourquoi on vous prive de liberté. On vous dit de quelle infraction on "
                    "vous soupçonne, et où et quand elle aurait eu lieu.",
                    "It is explained to you at once why you are detained. You are told which offence you are suspected "
                    "of, and where and when it is said to have happened.",
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
                    "Вам допомагає захисник. Ви можете обрати його самі. Ви говорите з ним наодинці, ще до першого "
                    "допиту, скільки потрібно. Ніхто вас не слухає і не записує.",
                    "Un avocat vous assiste. Vous pouvez le choisir. Vous lui parlez seul à seul, avant la première "
                    "audition, le temps qu’il faut. Personne n’écoute ni n’enregistre.",
                    "A lawyer helps you. You can choose the lawyer. You speak alone, before the first questioning, for "
                    "as long as you need. Nobody listens or records.",
                ),
                w(
                    "Захисник може бути поруч на кожному допиті. Якщо Ви відмовилися, Ви можете передумати будь-коли.",
                    "L’avocat peut être présent à chaque audition. Si vous avez refusé, vous pouvez changer d’avis à tout "
                    "moment.",
                    "The lawyer can be with you at each questioning. If you said no, you can change your mind at any "
                    "time.",
                ),
            ),
            easy=(
                w("Вам допоможе захисник.", "Un avocat vous aide.", "A lawyer helps you."),
                w(
                    "Ви говорите з ним наодинці.",
                    "Vous parlez seul avec l’avocat.",
                    "You talk to the lawyer alone.",
                ),
                w("Ви не платите.", "Vous ne payez pas.", "You do not pay."),
            ),
        ),
        "legal_aid": Passage(
            full=(
                w(
                    "Ми негайно повідомляємо центр безоплатної правничої допомоги. Центр дає захисника безоплатно. "
                    "Якщо захисник не приїхав вчасно, ми повідомляємо центр ще раз.",
                    "Nous prévenons sans délai le centre d’aide juridique. Il vous donne un avocat gratuitement. S’il ne "
                    "vient pas à temps, nous prévenons encore le centre.",
                    "We tell the free legal aid centre at once. The centre gives you a lawyer free of charge. If the "
                    "lawyer does not come in time, we tell the centre again.",
                ),
            ),
            easy=(
                w(
                    "Ми вже кличемо захисника.",
                    "Nous appelons déjà un avocat.",
                    "We are already calling a lawyer.",
                ),
            ),
        ),
        "inform": Passage(
            full=(
                w(
                    "Ваші близькі або інша людина, яку Ви оберете, одразу дізнаються, що Вас затримали і де Ви. "
                    "Скажіть нам, кому й за яким номером зателефонувати.",
                    "Vos proches, ou une autre personne de votre choix, apprennent sans délai que vous êtes ici. "
                    "Dites-nous qui appeler, et à quel numéro.",
                    "Your family, or another person of your choice, is told at once that you are detained and where. "
                    "Tell us whom to call, and the number.",
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
                    "Вам менше 18 років. Тому ми одразу повідомляємо Ваших батьків або опікунів і орган опіки. "
                    "Захисник у Вас є завжди. На допиті з Вами буде доросла людина.",
                    "Vous avez moins de 18 ans. Nous prévenons donc sans délai vos parents ou tuteurs et le service de "
                    "tutelle. Vous avez toujours un avocat. Un adulte est avec vous pendant l’audition.",
                    "You are under 18. So we tell your parents or guardians and the guardianship body at once. You "
                    "always have a lawyer. An adult is with you when you are questioned.",
                ),
            ),
            easy=(
                w(
                    "Ми подзвонимо Вашим батькам.",
                    "Nous appelons vos parents.",
                    "We call your parents.",
                ),
            ),
        ),
        "silence": Passage(
            full=(
                w(
                    "Ви можете нічого не говорити про підозру проти Вас. Ви можете не відповідати на запитання. "
                    "Ніхто не має права тиснути на Вас через це.",
                    "Vous pouvez ne rien dire des soupçons contre vous. Vous pouvez ne pas répondre. Personne n’a le "
                    "droit de faire pression sur vous pour cela.",
                    "You may say nothing about the suspicion against you. You may leave any question unanswered. Nobody "
                    "may put pressure on you for that.",
                ),
            ),
            easy=(w("Ви можете мовчати.", "Vous pouvez vous taire.", "You can stay silent."),),
        ),
        "medical": Passage(
            full=(
                w(
                    "Якщо Вам зле, Ви поранені або приймаєте ліки, скажіть. Медик огляне Вас негайно. "
                    "Ви можете обрати і свого лікаря. Кожне ушкодження записують.",
                    "Si vous avez une maladie, une blessure ou un traitement, dites-le. Un soignant vous examine sans "
                    "délai. Vous pouvez aussi choisir votre médecin. Chaque lésion est notée.",
                    "If you are ill, hurt or take medicine, say so. You are examined at once. You may also choose your "
                    "own doctor. Each injury is written down.",
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
                    "Якщо Ви не володієте мовою, перекладач безоплатний. Він допомагає на допиті й у розмові із "
                    "захисником. Памʼятку Вам дають мовою, яку Ви розумієте.",
                    "Si vous ne maîtrisez pas la langue, l’interprète est gratuit. Il vous aide à l’audition et pour "
                    "parler à l’avocat. Vous recevez cette déclaration dans une langue que vous comprenez.",
                    "If you do not know the language, an interpreter is free. The interpreter helps at questioning and "
                    "in talks with the lawyer. You are given this notice in a language you understand.",
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
                    "Якщо Ви маєте громадянство іншої країни, на Ваше прохання ми повідомимо Ваше консульство. "
                    "Його працівники можуть Вас відвідати.",
                    "Si vous êtes d’un autre pays, nous prévenons votre consulat si vous le demandez. Son personnel peut "
                    "vous rendre visite.",
                    "If you are from another country, we tell your consulate if you ask. Its staff may visit you.",
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
        "letter": Passage(
            full=(
                w(
                    "Цю памʼятку Ви тримаєте при собі весь час. Підпис означає лише, що Ви її отримали. "
                    "Ви можете не підписувати.",
                    "Vous gardez cette déclaration tout le temps. Signer veut seulement dire que vous l’avez reçue. "
                    "Vous pouvez ne pas signer.",
                    "You keep this notice with you all the time. To sign only means that you were given it. You need "
                    "not sign.",
                ),
            ),
            easy=(w("Цей папір — Ваш.", "Ce papier est à vous.", "This paper is yours."),),
        ),
        "copy": Passage(
            full=(
                w(
                    "Про затримання складають протокол. У ньому — місце, дата, година і хвилина, підстави й Ваші права. "
                    "Копію Ви отримуєте одразу.",
                    "Un procès-verbal d’arrestation est établi : lieu, date, heure et minute, motifs, droits. Vous en "
                    "recevez une copie sans délai.",
                    "A detention report is written: place, date, hour and minute, grounds and your rights. You are "
                    "given a copy at once.",
                ),
            ),
            easy=(
                w(
                    "Вам дадуть копію протоколу.",
                    "On vous donne une copie du procès-verbal.",
                    "You are given a copy of the report.",
                ),
            ),
        ),
        "documents": Passage(
            full=(
                w(
                    "Ви і захисник бачите документи, без яких не можна оскаржити затримання.",
                    "Vous et votre avocat voyez les documents nécessaires pour contester votre privation de liberté.",
                    "You and your lawyer see the documents that are needed to challenge the detention.",
                ),
            ),
            easy=(
                w(
                    "Захисник побачить документи.",
                    "L’avocat voit les documents.",
                    "The lawyer sees the documents.",
                ),
            ),
        ),
        "challenge": Passage(
            full=(
                w(
                    "Ви можете вимагати, щоб суд перевірив, чи законно Вас затримали. Скажіть про це нам або захисникові.",
                    "Vous pouvez exiger qu’un juge contrôle si votre privation de liberté est légale. Dites-le à nous ou à "
                    "l’avocat.",
                    "You can demand that a court checks whether you are held lawfully. Tell us or your lawyer.",
                ),
            ),
            easy=(
                w(
                    "Суд може перевірити, чи правильно Вас тримають.",
                    "Un juge peut vérifier si on a le droit de vous garder.",
                    "A court can check whether it is right to keep you here.",
                ),
            ),
        ),
        "complaint": Passage(
            full=(
                w(
                    "Якщо з Вами поводилися погано, скажіть будь-коли: інспектору, медику, захисникові, судді. "
                    "Скарга йде повз тих, на кого Ви скаржитеся.",
                    "Si on vous a fait du mal, dites-le à tout moment : à l’inspecteur, au soignant, à l’avocat, au juge. "
                    "La plainte ne passe pas par ceux qu’elle vise.",
                    "If you were treated badly, say so at any time: to the inspector, the doctor, your lawyer, the "
                    "judge. The complaint does not go to those it is about.",
                ),
            ),
            easy=(
                w(
                    "Вас скривдили? Скажіть.",
                    "On vous a fait du mal ? Dites-le.",
                    "Did somebody hurt you? Say so.",
                ),
            ),
        ),
        "time_limits": Passage(
            full=(
                w(
                    "Строк рахується від моменту, коли Ви не могли піти. Протягом {suspicion_notice} год Вам вручають "
                    "повідомлення про підозру. Протягом {to_court} год Вас звільняють або доставляють до суду. "
                    "Без рішення суду Вас не тримають довше за {max_without_ruling} год.",
                    "Le délai court dès que vous n’avez plus pu partir. Dans les {suspicion_notice} heures, on vous remet "
                    "la notification du soupçon. Dans les {to_court} heures, on vous libère ou on vous présente au "
                    "tribunal. Sans décision d’un juge, on ne vous garde pas plus de {max_without_ruling} heures.",
                    "The time counts from the moment when you could not leave. Within {suspicion_notice} hours you are "
                    "handed the notice of suspicion. Within {to_court} hours you are released or brought to court. "
                    "Without a court’s decision you are not held longer than {max_without_ruling} hours.",
                ),
            ),
            easy=(
                w(
                    "Не пізніше ніж через {to_court} год — суд або воля.",
                    "Au plus tard après {to_court} heures : le juge ou la sortie.",
                    "After {to_court} hours at the latest: court or release.",
                ),
            ),
            needs=("suspicion_notice", "to_court", "max_without_ruling"),
            otherwise=BY_RULING,
        ),
    },
    closing=(
        w(
            "Ви маєте право на їжу, воду, сон, туалет і чистий одяг. Якщо чогось бракує, скажіть.",
            "Vous avez droit à manger, à boire, à dormir, aux toilettes et à des vêtements propres. S’il manque quelque "
            "chose, dites-le.",
            "You have a right to food, water, sleep, a toilet and clean clothes. If anything is missing, say so.",
        ),
        w(
            "Усе, що з Вами тут відбувається, записують. Ви можете дізнатися, хто дивився Ваш запис.",
            "Tout ce qui vous arrive ici est noté. Vous pouvez savoir qui a consulté votre dossier.",
            "Everything that happens to you here is written down. You can learn who looked at your record.",
        ),
    ),
    easy_closing=(
        w(
            "Вам дають їжу, воду і час для сну.",
            "On vous donne à manger, à boire et le temps de dormir.",
            "You are given food, water and time to sleep.",
        ),
        w("Чогось бракує? Скажіть.", "Il manque quelque chose ? Dites-le.", "Is anything missing? Say so."),
    ),
)
