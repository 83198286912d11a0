"""Numbers of source and translation: the examples of the rules, what is left alone, and where a remark points."""

from __future__ import annotations

import pytest

from publisher.checks.translation.numbers import check_numbers
from publisher.model.text import read_text
from publisher.rules import rules

RULES = (
    "translation/number",
    "translation/number-lost",
    "translation/number-added",
    "translation/number-format",
    "translation/magnitude",
    "translation/percent",
    "translation/unit",
    "translation/date",
    "translation/time",
)
FAILING = [(rule, example) for rule in RULES for example in rules()[rule].failing]
PASSING = [(rule, example) for rule in RULES for example in rules()[rule].passing]


def found(source: str, text: str, language: str) -> list[str]:
    return [remark.rule for remark in check_numbers(read_text(source, "fr"), read_text(text, language))]


@pytest.mark.parametrize(("rule", "example"), FAILING, ids=[example.text[:30] for _, example in FAILING])
def test_a_failing_example_breaks_its_rule_only(rule, example) -> None:
    assert found(example.source, example.text, example.language) == [rule]


@pytest.mark.parametrize(("rule", "example"), PASSING, ids=[example.text[:30] for _, example in PASSING])
def test_a_passing_example_breaks_none(rule, example) -> None:
    assert found(example.source, example.text, example.language) == []


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        (
            "en",
            "Le sommet se tiendra du 3 au 5 juin 2024, de 9 h à 17 h 30.",
            "The summit will be held on 3–5 June 2024 from 9 a.m. to 5.30 p.m.",
        ),
        (
            "en",
            "Les deux tiers des agents, soit 2 500 personnes, ont plus de 50 ans.",
            "Two thirds of staff – 2,500 people – are over 50.",
        ),
        (
            "ar",
            "Les deux tiers des agents, soit 2 500 personnes, ont plus de 50 ans.",
            "ثلثا الموظفين، أي 2500 شخص، تتجاوز أعمارهم 50 عامًا.",
        ),
        (
            "es",
            "Près de 1,5 million de personnes vivent à moins de 10 km de la côte.",
            "Cerca de un millón y medio de personas viven a menos de 10 km de la costa.",
        ),
        (
            "ar",
            "Près de 1,5 million de personnes vivent à moins de 10 km de la côte.",
            "يعيش نحو مليون ونصف المليون شخص على بعد أقل من 10 كيلومترات من الساحل.",
        ),
        (
            "en",
            "Il a été condamné à dix-huit mois de prison et 10 000 € d’amende.",
            "He was sentenced to 18 months in prison and fined €10,000.",
        ),
        (
            "es",
            "Il a été condamné à dix-huit mois de prison et 10 000 € d’amende.",
            "Fue condenado a un año y medio de cárcel y a una multa de 10 000 euros.",
        ),
        ("en", "Réponse sous quinze jours.", "You will receive a reply within two weeks."),
        ("es", "Réponse sous 48 heures.", "Respuesta en dos días."),
        ("ar", "Réponse sous 48 heures.", "الرد خلال يومين."),
        (
            "en",
            "La moitié des 1 200 demandes ont été traitées en une semaine, les 600 autres en huit jours.",
            "Half of the 1,200 applications were processed within a week, the other 600 within eight days.",
        ),
        ("ar", "La réunion débute à 14 h 30 précises.", "يبدأ الاجتماع في تمام الساعة الثانية والنصف بعد الظهر."),
        ("ar", "Ouvert de 8 h à midi.", "مفتوح من الساعة الثامنة صباحًا حتى الظهر."),
        ("en", "Ouvert de 8 h à 12 h et de 14 h à 18 h.", "Open from 8 a.m. to noon and 2 to 6 p.m."),
        ("es", "Ouvert de 8 h à 12 h et de 14 h à 18 h.", "Abierto de 8 a 12 h y de 14 a 18 h."),
        (
            "es",
            "L’arrêté du 12/03/2019 fixe le tarif à 3,50 €.",
            "La orden del 12 de marzo de 2019 fija la tarifa en 3,50 €.",
        ),
        ("en", "L’arrêté du 12/03/2019 fixe le tarif à 3,50 €.", "The order of 12 March 2019 sets the fee at €3.50."),
        (
            "ar",
            "L’arrêté du 1er mars 2019 fixe le tarif à 3,50 €.",
            "حدد القرار المؤرخ 1 آذار/مارس 2019 الرسم بمبلغ 3.50 يورو.",
        ),
        ("ar", "Le 2 février, 2 agents ont été blessés.", "في 2 شباط/فبراير، أصيب موظفان."),
        (
            "en",
            "Au XXe siècle, de 1914 à 1918, 10 millions d’hommes sont morts.",
            "In the twentieth century, 10 million men died between 1914 and 1918.",
        ),
        (
            "es",
            "Dans les années 80, le chômage touchait 8 à 10 % des actifs.",
            "En los años ochenta, el desempleo afectaba a entre el 8 y el 10 % de la población activa.",
        ),
        (
            "en",
            "Dans les années 80, le chômage touchait 8 à 10 % des actifs.",
            "In the 1980s, unemployment affected 8–10% of the workforce.",
        ),
        (
            "ar",
            "Dans les années 80, le chômage touchait 8 à 10 % des actifs.",
            "في ثمانينيات القرن الماضي، كانت البطالة تطال ما بين 8 و10 في المائة من القوى العاملة.",
        ),
        (
            "en",
            "Quelque 300 000 tonnes, soit 12 % du total mondial.",
            "Some 300,000 tonnes, or 12 per cent of the world total.",
        ),
        (
            "es",
            "Un quart d’heure suffit pour remplir les 4 pages.",
            "Bastan quince minutos para rellenar las cuatro páginas.",
        ),
        (
            "en",
            "Cent vingt-trois pays ont signé, dont les vingt-sept de l’Union.",
            "One hundred and twenty-three countries have signed, including all 27 EU members.",
        ),
        (
            "ar",
            "Cent vingt-trois pays ont signé, dont les vingt-sept de l’Union.",
            "وقّع مائة وثلاثة وعشرون بلدًا، من بينها بلدان الاتحاد السبعة والعشرون.",
        ),
        (
            "ar",
            "Les 193 États Membres ont adopté 17 objectifs et 169 cibles.",
            "اعتمدت الدول الأعضاء البالغ عددها 193 دولة 17 هدفًا و169 غاية.",
        ),
        (
            "es",
            "Les 193 États Membres ont adopté dix-sept objectifs.",
            "Los 193 Estados Miembros aprobaron 17 objetivos.",
        ),
        ("en", "Une amende de 4e classe (135 €) est encourue.", "A class 4 fine (€135) may be imposed."),
        ("en", "Le tarif passe de 2 à 2,50 € au 1er août.", "The fare rises from €2 to €2.50 on 1 August."),
        ("en", "Entre 20 et 30 % des 18-25 ans.", "Between 20% and 30% of 18- to 25-year-olds."),
        ("ar", "Entre 20 et 30 % des 18-25 ans.", "ما بين 20% و30% ممن تتراوح أعمارهم بين 18 و25 عامًا."),
        ("en", "Le prix a été multiplié par deux en cinq ans.", "The price has doubled in five years."),
        ("es", "Deux fois par an, les 27 se réunissent.", "Dos veces al año se reúnen los Veintisiete."),
        (
            "en",
            "Le bus no 12 passe toutes les dix minutes jusqu’à 0 h 30.",
            "Bus No. 12 runs every ten minutes until 12.30 a.m.",
        ),
        ("ar", "Le numéro vert est le 0 800 12 34 56.", "الرقم المجاني هو 0 800 12 34 56."),
        ("en", "Population : 67,4 M d’habitants ; PIB : 2 600 Md€", "Population: 67.4 million; GDP: €2,600 bn"),
        (
            "es",
            "Population : 67,4 M d’habitants ; PIB : 2 600 Md€",
            "Población: 67,4 millones de habitantes; PIB: 2,6 billones de euros",
        ),
        ("ar", "PIB : 2 600 milliards d’euros", "الناتج المحلي الإجمالي: 2.6 تريليون يورو"),
        ("en", "Température de \u221218 °C.", "Temperature of \u221218 °C."),
        (
            "en",
            "Le fonds a versé trois millions et demi d’euros à 12 villes.",
            "The fund has paid €3.5 million to twelve cities.",
        ),
        (
            "ar",
            "Le fonds a versé 3,5 millions d’euros à douze villes.",
            "دفع الصندوق ثلاثة ملايين ونصف مليون يورو إلى اثنتي عشرة مدينة.",
        ),
        ("es", "L’an 2000 marque la fin du deuxième millénaire.", "El año 2000 marca el final del segundo milenio."),
        (
            "en",
            "Versement trimestriel de 500 €, soit 2 000 € par an.",
            "Quarterly payment of €500, i.e. €2,000 a year.",
        ),
        (
            "en",
            "Il y a une quinzaine d’années, on comptait une dizaine de sites.",
            "Some 15 years ago there were about ten sites.",
        ),
        (
            "ar",
            "Il y a une quinzaine d’années, on comptait une dizaine de sites.",
            "قبل نحو خمسة عشر عامًا، كان هناك حوالي عشرة مواقع.",
        ),
        ("en", "Plus de 2 000 milliards de dollars", "More than $2 trillion"),
        ("es", "Plus de 2 000 milliards de dollars", "Más de 2 billones de dólares"),
        ("ar", "L’étude porte sur 1 000 ménages et 10 000 individus.", "تشمل الدراسة ألف أسرة معيشية وعشرة آلاف فرد."),
        (
            "ar",
            "L’étude porte sur 2 000 ménages et 3 millions d’individus.",
            "تشمل الدراسة ألفي أسرة معيشية وثلاثة ملايين فرد.",
        ),
        (
            "ar",
            "Le chapitre 3, les sections 4.1 et 4.2 et l’annexe II",
            "الفصل الثالث، والقسمان 4-1 و4-2 والمرفق الثاني",
        ),
        ("ar", "Le train part à 18 h 05.", "يغادر القطار في الساعة 6:05 مساءً."),
        ("ar", "Le 21e sommet a duré 3 jours.", "استغرقت القمة الحادية والعشرون ثلاثة أيام."),
        ("en", "Neuf pays, neuf langues.", "Nine countries, nine languages."),
        ("en", "Un bâtiment neuf de six étages.", "A new six-storey building."),
        (
            "en",
            "Les Vingt-Sept ont adopté le texte à l’unanimité.",
            "The 27 Member States adopted the text unanimously.",
        ),
        ("es", "Louis XIV régna 72 ans.", "Luis XIV reinó durante setenta y dos años."),
        ("ar", "Louis XIV régna 72 ans.", "حكم لويس الرابع عشر 72 عامًا."),
        ("en", "Une personne sur dix (10 %) dort mal.", "One in ten people (10%) sleep badly."),
        ("es", "75 % des élèves ont réussi.", "Tres de cada cuatro alumnos aprobaron."),
        ("en", "50 % des élèves ont réussi.", "Half of the pupils passed."),
        ("en", "Jusqu’à 100 % d’économies pour 3 foyers", "Up to 100% savings for three households"),
        ("en", "Le vol AF 1234 du mardi 5 mars", "Flight AF 1234 on Tuesday, 5 March"),
        ("en", "En mars, il marche 5 km.", "In March he walks 5 km."),
        ("es", "Tous les mardis de mars à mai", "Todos los martes de marzo a mayo"),
        ("ar", "Tous les lundis de janvier à mars", "كل يوم اثنين من يناير إلى مارس"),
        ("en", "Article 3 bis, paragraphe 2, point b)", "Article 3a(2)(b)"),
        ("en", "La loi no 78-17 du 6 janvier 1978", "Act No. 78-17 of 6 January 1978"),
        ("es", "Il mesure 1,80 m et pèse 75 kg.", "Mide 1,80 m y pesa 75 kg."),
        ("ar", "Une surface de 3 000 m², soit 0,3 ha.", "مساحة قدرها 3000 متر مربع، أي 0.3 هكتار."),
        (
            "en",
            "Deux ans et demi plus tard, 3 h 30 après le départ",
            "Two and a half years later, three and a half hours after departure",
        ),
        ("es", "Deux ans et demi plus tard", "Dos años y medio después"),
        ("ar", "Deux ans et demi plus tard", "بعد عامين ونصف العام"),
        ("ar", "Trois siècles et demi d’histoire", "ثلاثة قرون ونصف القرن من التاريخ"),
        ("ar", "Environ 45 minutes de marche", "نحو ثلاثة أرباع الساعة سيرًا على الأقدام"),
        ("ar", "Les années 2010 ont vu 12 réformes.", "شهد العقد الثاني من القرن الحادي والعشرين 12 إصلاحًا."),
        ("en", "Résultat : 2 à 1.", "Result: 2–1."),
        ("en", "Le taux est de 3,5 pour mille.", "The rate is 3.5 per thousand."),
        ("ar", "Le taux est de 3,5 pour mille.", "يبلغ المعدل 3.5 في الألف."),
        ("en", "de 1 à 3 ans", "aged one to three"),
        ("en", "À 6 mois, 1 enfant sur 2 est vacciné.", "At six months, every second child is vaccinated."),
        (
            "ar",
            "Le 15 du mois, 3 tonnes de sucre et 200 g de thé",
            "في اليوم الخامس عشر من الشهر، ثلاثة أطنان من السكر و200 غرام من الشاي",
        ),
        ("ar", "+ 3,2 % en 2022 ; \u2212 1,4 % en 2023", "٣٫٢+٪ في عام ٢٠٢٢؛ ١٫٤\u2212٪ في عام ٢٠٢٣"),
        ("ar", "Hausse de 25 %", "زيادة بمقدار الربع"),
        ("en", "Le 11 septembre 2001", "11 September 2001"),
        ("en", "le 11-Septembre", "9/11"),
        (
            "en",
            "Le mandat est de deux ans, renouvelable deux fois.",
            "The term of office is two years, renewable twice.",
        ),
        ("es", "Vingt pour cent des ménages", "El 20 % de los hogares"),
        ("ar", "Vingt pour cent des ménages", "عشرون في المائة من الأسر المعيشية"),
        ("ar", "un enfant sur cinq", "خُمس الأطفال"),
        ("ar", "1 enfant sur 5", "طفل واحد من كل خمسة أطفال"),
        ("en", "Quatre-vingts ans après, 80 pays", "Eighty years on, 80 countries"),
        ("es", "mille deux cents euros", "1200 euros"),
        ("es", "Vingt et une mille personnes", "Veintiuna mil personas"),
        ("ar", "11 000 personnes, 100 000 dollars et 1,2 milliard", "أحد عشر ألف شخص ومائة ألف دولار و1.2 بليون"),
        ("en", "3 000 à 4 000 euros", "€3,000–4,000"),
        ("en", "de 3 à 4 milliards", "$3–4 billion"),
        ("es", "de 3 à 4 milliards d’euros", "entre 3000 y 4000 millones de euros"),
        ("en", "20 h 00", "8 p.m."),
        ("es", "Séance de 10 heures", "Sesión de las 10:00"),
        ("ar", "Séance de 22 heures", "جلسة الساعة العاشرة ليلًا"),
        ("en", "À minuit le 31 décembre", "At 12 a.m. on 31 December"),
        ("ar", "Il a 3 fils et 2 filles.", "له ثلاثة أبناء وابنتان."),
        ("en", "Comptez 1 h 30 de visite.", "Allow an hour and a half for the visit."),
        ("es", "Comptez 1 h 30 de visite.", "Calcule una hora y media de visita."),
        ("ar", "Comptez 1 h 30 de visite.", "تستغرق الزيارة ساعة ونصف الساعة."),
        ("en", "Comptez 1 h 30 de visite.", "Allow 90 minutes for the visit."),
        ("en", "Comptez 2 h 15.", "Allow two and a quarter hours."),
        ("en", "Réponse sous 24 heures.", "You will be answered within a day."),
        ("ar", "Réponse sous 24 heures.", "سنرد عليكم خلال يوم واحد."),
        ("en", "Ouvert 9h30-17h", "Open 9.30 a.m.–5 p.m."),
        ("es", "Les Mille et Une Nuits", "Las mil y una noches"),
        ("en", "Les Mille et Une Nuits", "One Thousand and One Nights"),
        ("en", "En recul de 0,8 point", "Down 0.8 percentage points"),
        ("es", "En recul de 0,5 point", "Medio punto menos"),
        ("en", "60 % des élèves, soit trois sur cinq", "Six in ten pupils – three in five"),
        ("en", "Un élève sur cinq", "20% of pupils"),
        ("en", "Tél. : 01 44 12 00 99", "Tel.: +33 1 44 12 00 99"),
        ("en", "mai 68", "May 1968"),
        ("en", "un demi-siècle plus tard", "50 years later"),
        ("es", "tous les quinze jours", "cada dos semanas"),
        ("ar", "tous les quinze jours", "كل أسبوعين"),
        ("ar", "la pandémie de COVID-19", "جائحة كوفيد-19"),
        ("ar", "le G7 et le G20", "مجموعة السبع ومجموعة العشرين"),
        ("es", "Au 3e trimestre 2024", "En el tercer trimestre de 2024"),
        ("en", "Au 3e trimestre 2024", "In Q3 2024"),
        ("ar", "Au 2e semestre 2024", "في النصف الثاني من عام 2024"),
        ("en", "500 000 signatures", "half a million signatures"),
        ("es", "500 000 signatures", "medio millón de firmas"),
        ("ar", "500 000 signatures", "نصف مليون توقيع"),
        (
            "ar",
            "le 1er semestre, 10 000 m de câbles et 4 x 100 m",
            "في النصف الأول، 10 كيلومترات من الكابلات و4 × 100 متر",
        ),
        ("en", "Remboursement à 100 % sous 30 jours", "Full refund within one month"),
        ("en", "Tableau 3-2 : dépenses (en M€)", "Table 3-2: Expenditure (€ million)"),
        ("es", "Le n° 45/2021 du 3 mai", "El n.º 45/2021, de 3 de mayo"),
        ("ar", "Résolution 2334 (2016) du Conseil, par. 3 et 4", "قرار المجلس 2334 (2016)، الفقرتان 3 و4"),
        ("ar", "Le décret n° 2021-1109 du 24 août 2021", "المرسوم رقم 2021-1109 المؤرخ 24 آب/أغسطس 2021"),
        ("es", "Une subvention de 1,2 M€ sur trois ans", "Una subvención de 1,2 millones de euros en tres años"),
        ("ar", "Une subvention de 1,2 M€ sur trois ans", "منحة قدرها 1.2 مليون يورو على مدى ثلاث سنوات"),
        (
            "en",
            "En 2020, 1 personne sur 4 et 2 foyers sur 3",
            "In 2020, one in four people and two in three households",
        ),
        ("ar", "En 2020, 1 personne sur 4 et 2 foyers sur 3", "في عام 2020، شخص من كل أربعة وأسرتان من كل ثلاث أسر"),
        ("es", "Les 20 et 21 mars, à Genève", "20 y 21 de marzo, Ginebra"),
        ("en", "Du 28 février au 2 mars inclus", "28 February to 2 March inclusive"),
        ("ar", "Du 28 février au 2 mars inclus", "من 28 فبراير إلى 2 مارس ضمنًا"),
        ("ar", "Le premier, le deuxième et le troisième", "الأول والثاني والثالث"),
        ("en", "Environ deux cent cinquante agents", "About 250 officers"),
        ("es", "Environ deux cent cinquante agents", "Unos doscientos cincuenta agentes"),
        ("ar", "Environ deux cent cinquante agents", "نحو مائتين وخمسين موظفًا"),
        ("ar", "Environ deux cents agents et quatre cents véhicules", "نحو مئتي موظف وأربعمئة مركبة"),
        ("ar", "Cinq mille tonnes de riz", "خمسة آلاف طن من الأرز"),
        ("en", "Un déficit de 3 %, contre 2,5 % un an plus tôt", "A deficit of 3%, against 2.5% a year earlier"),
        ("es", "3 fois plus élevé, soit + 200 %", "Tres veces más alto, es decir, un aumento del 200 %"),
        ("en", "Ligne 1 : 12 stations ; ligne 2 : 9 stations", "Line 1: 12 stations; line 2: nine stations"),
        ("ar", "Ligne 1 : 12 stations", "الخط الأول: 12 محطة"),
        ("en", "9 h 05, 9 h et 21 h", "9.05 a.m., 9 a.m. and 9 p.m."),
        ("en", "Service de 0 h à 5 h", "Service from midnight to 5 a.m."),
        ("es", "de 12 h à 14 h", "de 12.00 a 14.00"),
        ("ar", "Rendez-vous à 12 h", "الموعد الساعة الثانية عشرة ظهرًا"),
        ("en", "Le 1er juillet à zéro heure", "At midnight on 1 July"),
        ("en", "Louis XVI et le XVIIIe siècle", "Louis XVI and the eighteenth century"),
        ("es", "Chapitre IV, section II", "Capítulo 4, sección 2"),
        ("ar", "Titre IV du volume II", "الباب الرابع من المجلد الثاني"),
        ("en", "Environ 1 500 m d’altitude, 12 °C", "About 1,500 m above sea level, 12°C"),
        ("ar", "Vitesse : 90 km/h ; masse : 1,5 t", "السرعة: 90 كم/ساعة؛ الكتلة: 1.5 طن"),
        ("es", "2 kg de farine, 50 cl de lait", "2 kg de harina, medio litro de leche"),
        ("en", "Pendant les trente dernières années, le PIB a triplé", "GDP has tripled over the past 30 years"),
        ("en", "Une cinquantaine de pays", "Some fifty countries"),
        ("ar", "Une cinquantaine de pays", "نحو خمسين بلدًا"),
        ("ar", "Une centaine de pays", "نحو مائة بلد"),
        ("es", "Des milliers de personnes, des centaines de maisons", "Miles de personas, cientos de casas"),
        ("en", "Des dizaines de milliers de réfugiés", "Tens of thousands of refugees"),
        ("ar", "Des dizaines de milliers de réfugiés", "عشرات الآلاف من اللاجئين"),
        ("en", "entre quatre et six semaines", "four to six weeks"),
        ("ar", "entre quatre et six semaines", "ما بين أربعة وستة أسابيع"),
        ("ar", "entre trente et quarante ans", "ما بين ثلاثين وأربعين عامًا"),
        ("ar", "vingt-quatre heures après", "بعد أربع وعشرين ساعة"),
        ("es", "à trois ou quatre reprises", "tres o cuatro veces"),
        ("en", "En 1789 et en 1848", "In 1789 and 1848"),
        ("en", "Un appartement T3 de 65 m²", "A two-bedroom flat (65 m²)"),
        ("en", "l’article 2, 3°, de la loi", "Article 2(3) of the Act"),
        ("es", "le taux passe de 5,5 à 10 %", "el tipo pasa del 5,5 % al 10 %"),
        ("ar", "le taux passe de 5,5 à 10 %", "ترتفع النسبة من 5.5 في المائة إلى 10 في المائة"),
        ("ar", "la parité est de 50/50", "التكافؤ 50/50"),
        ("en", "Il y en a 7 milliards.", "There are seven billion of them."),
        ("es", "Il y en a un milliard.", "Hay mil millones."),
        ("es", "deux milliards et demi", "2500 millones"),
        ("ar", "un milliard et demi d’habitants", "1.5 مليار نسمة"),
        ("ar", "un milliard et demi d’habitants", "مليار ونصف المليار نسمة"),
        ("en", "Le train met 2 h 05.", "The journey takes 2 hours 5 minutes."),
        ("es", "Le train met 2 h 05.", "El trayecto dura 2 horas y 5 minutos."),
        ("ar", "Le train met 2 h 05.", "تستغرق الرحلة ساعتين وخمس دقائق."),
        ("en", "Une amende de 1 500 € (3 000 € en cas de récidive)", "A fine of €1,500 (€3,000 for repeat offenders)"),
        ("ar", "quinze millions de dollars des États-Unis", "15 مليون دولار من دولارات الولايات المتحدة"),
        ("en", "(1) Voir note 2.", "1 See note 2."),
        ("ar", "Avant J.-C., 300 ans", "300 عام قبل الميلاد"),
        ("es", "Mardi 5 et mercredi 6 novembre", "Martes 5 y miércoles 6 de noviembre"),
        ("ar", "Mardi 5 et mercredi 6 novembre", "الثلاثاء 5 والأربعاء 6 تشرين الثاني/نوفمبر"),
        ("en", "Le temps est partagé : un tiers, deux tiers", "Time is split: one third, two thirds"),
        ("ar", "la Journée du 8-Mars", "يوم 8 مارس"),
        ("ar", "le 3 sept. 2020", "3 سبتمبر 2020"),
        ("en", "la deuxième moitié", "the second half"),
        ("en", "Appelez le 116\u202f006.", "Call 116 006."),
    ],
)
def test_the_freedom_of_sound_translations_is_left_alone(language: str, source: str, text: str) -> None:
    assert found(source, text, language) == []


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("en", "Il a 3 fils et 2 filles.", "He has three sons and three daughters."),
        ("es", "Quelque 300 000 tonnes ont été saisies.", "Se incautaron unas 300 000 kilos."),
        ("en", "Le délai est de 30 jours.", "The time limit is 30 months."),
        ("ar", "Le délai est de trois mois.", "المهلة ثلاثة أسابيع."),
        ("ar", "Le délai est de 30 jours.", "المهلة 30 شهرًا."),
        ("es", "Le fonds dispose de 1,2 milliard d’euros.", "El fondo dispone de 1,2 millones de euros."),
        ("es", "Le fonds dispose de 1,2 milliard d’euros.", "El fondo dispone de 1,2 billones de euros."),
        ("en", "Un milliard de personnes", "One million people"),
        ("es", "Un milliard de personnes", "Un millón de personas"),
        ("ar", "Un milliard de personnes", "مليون شخص"),
        ("ar", "L’inflation atteint 7,3 %.", "بلغ التضخم 7,3%."),
        ("ar", "L’inflation atteint 7,3 %.", "بلغ التضخم 7.3."),
        ("en", "Il reste 15 300 places.", "There are 15 300 places left."),
        ("es", "Il reste 15 300 places.", "Quedan 15,300 plazas."),
        ("en", "Le mardi 12 mars", "Wednesday 12 March"),
        ("ar", "Le mardi 12 mars", "الأربعاء 12 مارس"),
        ("es", "en juin dernier", "en julio pasado"),
        ("en", "La 7e session s’ouvre à 9 h.", "The eighth session opens at 9 a.m."),
        ("ar", "La 7e session s’ouvre à 9 h.", "تُفتتح الدورة الثامنة الساعة 9 صباحًا."),
        ("es", "Huit pays ont voté contre.", "Seis países votaron en contra."),
        ("ar", "Huit pays ont voté contre.", "صوّتت ستة بلدان ضد القرار."),
        ("en", "la Deuxième session et dix délégués", "the second session and ten delegates (12)"),
        ("en", "Le siège (25 %) et 75 agents", "The headquarters (25) and 75 staff"),
        ("ar", "Le musée ouvre à 10 h.", "يفتح المتحف الساعة 11 صباحًا."),
        ("en", "5 ‰ des naissances", "5% of births"),
        ("es", "Les années 1960", "Los años setenta"),
        ("en", "Les années 1960", "The 1970s"),
        ("en", "Au XIIe siècle", "In the 13th century"),
        ("es", "Au XIIe siècle", "En el siglo XIII"),
        ("ar", "Au XIIe siècle", "في القرن الثالث عشر"),
        ("en", "Louis XIV", "Louis XV"),
        ("es", "Appelez le 01 44 12 00 99.", "Llame al 01 44 12 00 89."),
        ("en", "300 km", "300 miles of 300 m"),
        ("en", "vingt-cinq", "thirty-five"),
        ("ar", "vingt-cinq États", "خمسة وثلاثون دولة"),
        ("es", "quatre-vingt-dix", "ochenta"),
        ("en", "12 500 €", "€1,250"),
        ("ar", "12 500 euros", "125000 يورو"),
        ("en", "un tiers des 40 pays", "a third of the 14 countries"),
        ("en", "14-16 juin 2022", "14–18 June 2022"),
        ("es", "page 32, note 4", "página 23, nota 4"),
        ("en", "Le tunnel a coûté 3 milliards.", "The tunnel cost 3 trillion."),
        ("es", "Le budget passe de 3 à 5 millions.", "El presupuesto pasa de 3 a 5 mil millones."),
        ("en", "La température était de \u22125 °C.", "The temperature was 5 °C."),
        ("ar", "Il y a 18 000 agents.", "هناك 18 مليون موظف."),
        ("en", "Il y a 18 000 agents.", "There are 18 thousand and 18 million staff."),
        ("ar", "Deux millions de dollars", "ثلاثة ملايين دولار"),
        ("es", "7,3 milliards", "73.000 millones"),
        ("en", "La 10e édition a lieu le 5 mai.", "The 10th edition takes place on 5 March."),
        ("en", "Comptez 1 h 30 de visite.", "Allow an hour for the visit."),
        ("es", "Ouvert 9h30-17h", "Abierto de 9:30 a 19:00"),
        ("en", "Nos ateliers de l’année", "Our 12 workshops of the year"),
        ("en", "Les 27 États membres", "The 28 Member States"),
        ("es", "Le 31 décembre 2022", "El 30 de diciembre de 2022"),
        ("ar", "Le 31 décembre 2022", "31 نوفمبر 2022"),
        ("ar", "4,5 millions d’habitants", "45 مليون نسمة"),
        ("ar", "4,5 millions d’habitants", "4.5 مليارات نسمة"),
        ("es", "Trois cents agents", "Doscientos agentes"),
        ("en", "Vingt-deux pays", "Thirty-two countries"),
        ("ar", "Vingt-deux pays", "اثنان وثلاثون بلدًا"),
        ("en", "le quatrième trimestre et la cinquième réunion", "the fourth quarter and the sixth meeting"),
        ("es", "la cinquième réunion", "la sexta reunión"),
        ("ar", "la cinquième réunion", "الاجتماع السادس"),
        ("en", "12,5 % des voix", "12.5 of the votes"),
        ("es", "0,8 % du PIB", "8 % del PIB"),
        ("en", "1 250 kg", "1.250 kg"),
        ("es", "1,25 kg", "1.250 kg"),
        ("en", "2 tonnes", "2 kilograms"),
        ("ar", "500 grammes", "500 كيلوغرام"),
        ("es", "10 hectares", "10 kilómetros cuadrados de 10 hectolitros y 11"),
        ("en", "100 dollars", "€100"),
        ("ar", "150 francs", "150 يورو"),
        ("es", "de 9 h à 17 h", "de 9:00 a 18:00"),
        ("en", "de 9 h à 17 h", "from 9 a.m. to 7 p.m."),
        ("ar", "de 9 h à 17 h", "من الساعة 9 صباحًا إلى الساعة 7 مساءً"),
        ("en", "à 20 h", "at 8 a.m."),
        ("en", "vendredi 3 mai", "Thursday 3 May"),
        ("es", "samedi 4 avril", "domingo 4 de abril"),
        ("ar", "jeudi 12 février", "الجمعة 12 شباط/فبراير"),
        ("ar", "1 294 familles", "1,2940 أسرة"),
        ("en", "13 377 demandes", "133,77 requests"),
        ("en", "pages 14 à 16", "pages 14–17"),
        ("es", "art. 12", "art. 21"),
        ("en", "n° 5", "No. 6"),
        ("ar", "L’article 17", "المادة 71"),
        ("es", "dix fois plus", "veinte veces más"),
        ("en", "Environ 3 000 personnes", "Some 3 million people"),
        ("ar", "Environ 3 000 personnes", "نحو 3 ملايين شخص"),
        ("es", "12 millions", "12 mil millones"),
        ("en", "Deux tiers des 90 communes", "Two thirds of the 60 municipalities"),
        ("ar", "Plus de vingt pays", "أكثر من ثلاثين بلدًا"),
        ("es", "les années 1980", "la década de 1990"),
        ("ar", "les années 1980", "تسعينيات القرن العشرين"),
        ("en", "Il a 45 ans.", "He is 54."),
        ("en", "le 3e étage", "the fourth floor"),
        ("ar", "le 3e étage", "الطابق الرابع"),
        ("es", "le 3e étage", "el cuarto piso"),
        ("en", "le 2e étage", "the third floor"),
        ("en", "le deuxième étage", "the third floor"),
        ("ar", "Sept ports ont répondu.", "ردت تسعة موانئ."),
        ("en", "un verger de 12 hectares", "an orchard of 12 acres"),
        ("en", "trois jours", "three weeks"),
        ("es", "six mois", "seis años"),
        ("ar", "six mois", "ست سنوات"),
        ("ar", "deux mois", "سنتين"),
        ("en", "L’an 2010", "The year 2001"),
        ("ar", "78 %", "78"),
        ("en", "quatre millions", "four billion"),
        ("es", "quatre milliards", "cuatro millones"),
        ("ar", "quatre milliards", "أربعة ملايين"),
    ],
)
def test_a_wrong_number_is_one_remark(language: str, source: str, text: str) -> None:
    assert len(found(source, text, language)) == 1


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("The 3.8 release has 4 parts.", "La version 3.8 a 4 parties.", "fr"),
        ("It grew by 1.5 million.", "Creció 1,5 millones.", "es"),
        ("Closed on 4 July", "مغلق في 4 تموز/يوليه", "ar"),
    ],
)
def test_english_may_be_the_source(source: str, target: str, language: str) -> None:
    assert list(check_numbers(read_text(source, "en"), read_text(target, language))) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<em>15.300</em> trees", "15.300"),
        ("A lake, 15.300 trees", "15.300"),
    ],
)
def test_a_wrong_mark_has_its_place_among_the_characters_readers_see(text: str, place: str) -> None:
    target = read_text(text, "en")
    (remark,) = check_numbers(read_text("15 300 arbres", "fr"), target)
    assert target.plain[remark.start : remark.end] == place


def test_vowel_signs_before_a_number_do_not_move_its_place() -> None:
    target = read_text("سَنَةُ 1964 كانت مُمْطِرَةً", "ar")
    (remark,) = check_numbers(read_text("L’année 1946 fut pluvieuse", "fr"), target)
    assert target.plain[remark.start : remark.end] == "1964"


@pytest.mark.parametrize(
    ("language", "text", "replacement"),
    [
        ("en", "1,4 °C and 15.300 trees", ["1.4", "15,300"]),
        ("es", "1.4 °C y 15,300 árboles", ["1,4", "15\u00a0300"]),
        ("ar", "1,4 درجة و15.300 شجرة", ["1.4", "15,300"]),
    ],
)
def test_a_wrong_mark_is_replaced_by_those_of_the_language(language: str, text: str, replacement: list[str]) -> None:
    source = read_text("1,4 °C et 15 300 arbres", "fr")
    assert [remark.replacement for remark in check_numbers(source, read_text(text, language))] == replacement


def test_numbers_in_protected_text_are_not_compared() -> None:
    source = read_text("Tapez <code>pause 30</code> deux fois.", "fr", {"code": None})
    target = read_text("Type <code>pause 45</code> twice.", "en", {"code": None})
    assert list(check_numbers(source, target)) == []


@pytest.mark.parametrize(
    "text", ["{count} of 3", "See [2] and 3", "ISO-9001, B2, MED-2021-884, 3", "3 – https://a.org/7"]
)
def test_placeholders_notes_codes_and_addresses_are_left_to_others(text: str) -> None:
    assert found("3", text, "en") == []


def test_a_language_without_numbers_of_its_own_is_not_judged() -> None:
    assert list(check_numbers(read_text("3 pages", "fr"), read_text("4 Seiten", "de"))) == []


def test_a_text_full_of_wrong_numbers_is_compared_within_bounds() -> None:
    source = " ".join(f"{number} pages;" for number in range(2000, 12000))
    target = " ".join(f"{number} pages;" for number in range(22000, 32000))
    assert len(found(source, target, "en")) > 1
