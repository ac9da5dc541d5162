package paper

import (
	"fmt"
	"time"
)

// sample is what a crew is told, in one language.
type sample struct {
	rightToLeft     bool
	stamp, mark     string
	title, heading  string
	orders          string // a paragraph
	rule            string // a shorter one
	items           []string
	labels, columns [4]string
	places          [4]string
	note            string
	alphabet        string
}

// languages are those of samples.
var languages = []string{"hy", "az", "ru", "en", "fr", "ar", "uk"}

var samples = map[string]sample{
	"en": {
		stamp: "RESTRICTED", mark: "This text has not been reviewed.",
		title: "Orders for crew 7, bus 12", heading: "What to do first",
		orders: "Leave the depot at 06:00 and drive to Goris by the northern road. Wait there until the " +
			"coordinator calls your group by its label. Do not turn back without word: the road is one-way " +
			"from 05:30 until 19:45, and 1,250 people walk beside it.",
		rule: "If nobody answers on the radio for 20 minutes, drive on to the next halt and report from there.",
		items: []string{
			"Water, 40 litres",
			"A list of the passengers with the seats of those who cannot walk, and the names of whoever travels " +
				"with them; keep it dry and hand it over at the reception in the evening",
			"Radio, channel 3",
		},
		labels:   [4]string{"Driver", "Telephone of the coordinator", "Vehicle", "Fuel at the start"},
		columns:  [4]string{"Place", "People", "Arrived", "Count"},
		places:   [4]string{"Martuni 2", "Stepanakert", "Gate of the city", "Halt at the old mill"},
		note:     "Water and a doctor; 06:30–07:15",
		alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?–—-+/()[]“”‘’'\"…%°№•→←☐✓≤≥",
	},
	"hy": {
		stamp: "ՍԱՀՄԱՆԱՓԱԿ", mark: "Այս թարգմանությունը դեռ չի ստուգվել։",
		title: "Հրահանգ 7-րդ անձնակազմի համար, ավտոբուս 12", heading: "Ինչ անել առաջինը",
		orders: "Դուրս եկեք պահեստից ժամը 06:00-ին և վարեք դեպի Գորիս հյուսիսային ճանապարհով։ Սպասեք այնտեղ, " +
			"մինչև համակարգողը կկանչի ձեր խումբը։ Հետ մի՛ դարձեք առանց հրամանի․ ճանապարհը միակողմանի է " +
			"05:30-ից մինչև 19:45, և 1 250 մարդ քայլում է դրա կողքով։",
		rule: "Եթե ռադիոկապով 20 րոպե ոչ ոք չի պատասխանում, շարունակեք մինչև հաջորդ կանգառը։",
		items: []string{
			"Ջուր, 40 լիտր",
			"Ուղևորների ցուցակ՝ քայլել չկարողացողների տեղերով և նրանց ուղեկցողների անուններով․ պահեք չոր տեղում",
			"Ռադիո, ալիք 3",
		},
		labels:   [4]string{"Վարորդ", "Համակարգողի հեռախոսը", "Մեքենա", "Վառելիք սկզբում"},
		columns:  [4]string{"Վայր", "Մարդիկ", "Ժամանել է", "Հաշիվ"},
		places:   [4]string{"Մարտունի 2", "Ստեփանակերտ", "Քաղաքի դարպաս", "Հին ջրաղացի կանգառ"},
		note:     "Ջուր և բժիշկ, 06:30–07:15",
		alphabet: "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև՚՛՜՝՞։֊«»․֏",
	},
	"az": {
		stamp: "MƏHDUD", mark: "Bu tərcümə hələ yoxlanılmayıb.",
		title: "7-ci heyət üçün tapşırıq, avtobus 12", heading: "Əvvəlcə nə etməli",
		orders: "Saat 06:00-da parkdan çıxın və şimal yolu ilə Gorusa gedin. Koordinator qrupunuzu çağırana qədər " +
			"orada gözləyin. İcazəsiz geri dönməyin: yol 05:30-dan 19:45-ə qədər biristiqamətlidir və " +
			"1 250 nəfər onun kənarı ilə gedir.",
		rule:     "Radioda 20 dəqiqə heç kim cavab verməsə, növbəti dayanacağa qədər gedin.",
		items:    []string{"Su, 40 litr", "Yeriyə bilməyən sərnişinlərin siyahısı; onu quru saxlayın", "Radio, kanal 3"},
		labels:   [4]string{"Sürücü", "Koordinatorun telefonu", "Maşın", "Başlanğıcda yanacaq"},
		columns:  [4]string{"Yer", "Adamlar", "Gəldi", "Say"},
		places:   [4]string{"Xocavənd 2", "Xankəndi", "Şəhər qapısı", "Köhnə dəyirman"},
		note:     "Su və həkim; 06:30–07:15",
		alphabet: "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZabcçdeəfgğhxıijkqlmnoöprsştuüvyz₼",
	},
	"ru": {
		stamp: "ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ", mark: "Перевод ещё не проверен.",
		title: "Задание экипажу 7, автобус 12", heading: "Что сделать сначала",
		orders: "Выезжайте из парка в 06:00 и следуйте до Гориса по северной дороге. Ждите там, пока координатор " +
			"не вызовет вашу группу по её метке. Не возвращайтесь без указания: дорога односторонняя с 05:30 " +
			"до 19:45, и вдоль неё идут 1 250 человек.",
		rule: "Если по радио 20 минут никто не отвечает, поезжайте до следующей стоянки и доложите оттуда.",
		items: []string{
			"Вода, 40 литров",
			"Список пассажиров с местами для тех, кто не может ходить, и именами сопровождающих; держите его " +
				"сухим и передайте вечером в пункте приёма",
			"Радио, канал 3",
		},
		labels:   [4]string{"Водитель", "Телефон координатора", "Машина", "Топливо в начале"},
		columns:  [4]string{"Место", "Людей", "Прибыл", "Счёт"},
		places:   [4]string{"Мартуни 2", "Степанакерт", "Городские ворота", "Стоянка у старой мельницы"},
		note:     "Вода и врач; 06:30–07:15",
		alphabet: "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя«»„“—№₽",
	},
	"fr": {
		stamp: "DIFFUSION RESTREINTE", mark: "Cette traduction n’a pas été relue.",
		title: "Ordres pour l’équipe 7, autocar 12", heading: "À faire d’abord",
		orders: "Quittez le dépôt à 06:00 et gagnez Goris par la route du nord. Attendez-y que la coordinatrice " +
			"appelle votre groupe. Ne revenez pas sans ordre : la route est à sens unique de 05:30 à 19:45, et " +
			"1 250 personnes marchent au bord.",
		rule:     "Si personne ne répond à la radio pendant 20 minutes, allez jusqu’à la halte suivante.",
		items:    []string{"Eau, 40 litres", "La liste des passagers qui ne peuvent pas marcher ; gardez-la au sec", "Radio, canal 3"},
		labels:   [4]string{"Conducteur", "Téléphone de la coordinatrice", "Véhicule", "Carburant au départ"},
		columns:  [4]string{"Lieu", "Personnes", "Arrivée", "Compte"},
		places:   [4]string{"Martouni 2", "Stepanakert", "Porte de la ville", "Halte du vieux moulin"},
		note:     "Eau et médecin ; 06:30–07:15",
		alphabet: "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»€",
	},
	"ar": {
		rightToLeft: true,
		stamp:       "مقيّد", mark: "لم تُراجَع هذه الترجمة بعد.",
		title: "تعليمات الطاقم 7، الحافلة 12", heading: "ما يجب فعله أولاً",
		orders: "غادروا المستودع في الساعة 06:00 وتوجهوا إلى غوريس عبر الطريق الشمالي (انظر الخريطة). انتظروا هناك " +
			"حتى ينادي المنسّق مجموعتكم باسمها. لا ترجعوا دون أمر: الطريق باتجاه واحد من 05:30 حتى 19:45، " +
			"ويسير بجانبه 1,250 شخصاً.",
		rule: "إذا لم يُجب أحد على اللاسلكي لمدة 20 دقيقة، تابعوا إلى المحطة التالية وأبلغوا من هناك.",
		items: []string{
			"ماء، 40 لتراً",
			"قائمة الركاب مع مقاعد من لا يستطيعون المشي وأسماء المرافقين؛ احفظوها جافة وسلّموها مساءً في مركز الاستقبال",
			"لاسلكي، القناة 3",
		},
		labels:   [4]string{"السائق", "هاتف المنسّق", "المركبة", "الوقود في البداية"},
		columns:  [4]string{"المكان", "الأشخاص", "وصل", "العدد"},
		places:   [4]string{"مارتوني 2", "ستيباناكيرت", "بوابة المدينة", "محطة الطاحونة القديمة"},
		note:     "ماء وطبيب؛ 06:30–07:15",
		alphabet: "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْـ،؛؟٪٠١٢٣٤٥٦٧٨٩«»",
	},
	"uk": {
		stamp: "ДЛЯ СЛУЖБОВОГО КОРИСТУВАННЯ", mark: "Переклад ще не перевірено.",
		title: "Завдання екіпажу 7, автобус 12", heading: "Що зробити спочатку",
		orders: "Виїжджайте з парку о 06:00 і прямуйте до Горіса північною дорогою. Чекайте там, доки координатор " +
			"не викличе вашу групу за її міткою. Не повертайтеся без вказівки: дорога одностороння з 05:30 до " +
			"19:45, і вздовж неї йдуть 1 250 людей.",
		rule:     "Якщо 20 хвилин ніхто не відповідає, їдьте до наступної зупинки й доповідайте звідти.",
		items:    []string{"Вода, 40 літрів", "Список пасажирів, які не можуть ходити; тримайте його сухим", "Радіо, канал 3"},
		labels:   [4]string{"Водій", "Телефон координатора", "Машина", "Пальне на початку"},
		columns:  [4]string{"Місце", "Людей", "Прибув", "Лік"},
		places:   [4]string{"Мартуні 2", "Степанакерт", "Міська брама", "Зупинка біля млина"},
		note:     "Вода й лікар; 06:30–07:15",
		alphabet: "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’₴",
	},
}

// midday is when the samples were made.
var midday = time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)

// blank returns a document of a language with a frame and without blocks.
func blank(language string) *Document {
	s := samples[language]
	return &Document{
		Language: language, RightToLeft: s.rightToLeft, Title: s.title, Created: midday,
		Stamp: s.stamp, Mark: s.mark, Head: []string{s.places[1], "2026-08-01"}, Foot: []string{s.rule},
		Page: func(page, pages int) string { return fmt.Sprintf("%d / %d", page, pages) },
	}
}

// table returns a table with every kind of column.
func (s sample) table(rows int) Table {
	out := Table{Columns: []Column{
		{Head: s.columns[0], Width: 3},
		{Head: s.columns[1], Kind: Number},
		{Head: s.columns[2], Width: 1.2, Kind: Blank},
		{Head: s.columns[3], Width: 2.5, Kind: Strokes},
	}}
	for i := range rows {
		out.Rows = append(out.Rows, Row{Cells: []string{s.places[i%4], fmt.Sprint(i * i * 7 % 1300), "", fmt.Sprint(i % 14)}, Bold: i%9 == 8})
	}
	return out
}

// strip returns a strip map with every mark.
func (s sample) strip() Strip {
	var out Strip
	for i, mark := range []Mark{Start, Pass, Gate, Halt, Fuel, Pass, End} {
		stop := Stop{Distance: fmt.Sprintf("%d km", 12*i), Name: s.places[i%4], Mark: mark}
		if i%2 == 0 {
			stop.Notes = []string{s.note, s.rule}
		}
		out.Stops = append(out.Stops, stop)
	}
	return out
}

// everything returns a document with every kind of block.
func everything(language string) *Document {
	s, d := samples[language], blank(language)
	d.Blocks = []Block{
		Title{s.title},
		Text{Text: s.orders},
		Boxed{s.rule, Large},
		Heading{s.heading},
		Bullets{Items: s.items},
		Numbered{Items: append(s.items, s.items...)},
		Checks{Items: s.items, Lines: 2},
		Heading{s.heading},
		Fields{Rows: []Field{{s.labels[0], s.places[1]}, {s.labels[1], "+374 97 123456"}, {s.labels[2], ""}, {s.labels[3], ""}}},
		Text{Text: s.orders, Size: Small},
		Text{Text: s.rule, Bold: true},
		Text{s.places[0] + " 06:00", Huge, true},
		Heading{s.heading},
		s.table(24),
		Break{},
		Title{s.places[2]},
		s.strip(),
		Break{},
		Cards{3, 27, []Card{
			{[]CardLine{{s.places[1] + " 12", Large, true}, {s.places[2], Body, false}, {s.rule, Small, false}}, 4},
			{[]CardLine{{"K-0417", Huge, true}, {s.items[0], Small, false}}, 7},
		}},
		Break{},
		Slips{[]Slip{
			{s.heading, []string{s.note, s.places[1]}, s.table(0).Columns, s.table(5).Rows},
			{s.heading, []string{s.note}, s.table(0).Columns, s.table(7).Rows},
			{s.heading, nil, s.table(0).Columns, s.table(4).Rows},
		}},
	}
	return d
}

// threePages returns a document of three pages, as crews get them.
func threePages(language string) *Document {
	d := everything(language)
	d.Blocks = d.Blocks[:14]
	return d
}

// tickets returns pages of 27 tickets, all of them different.
func tickets(language string, pages int) *Document {
	s, d := samples[language], blank(language)
	d.Mark, d.Head, d.Foot = "", nil, nil
	cards := Cards{Across: 3, Height: 27}
	for i := range 27 * pages {
		cards.Cards = append(cards.Cards, Card{Lines: []CardLine{
			{Text: fmt.Sprintf("K-%05d", i), Size: Large, Bold: true},
			{Text: fmt.Sprintf("%s %d", s.places[1+i%3], i%17), Bold: true},
			{Text: fmt.Sprintf("06:%02d %s, %d", i%60, s.places[1+i%2], i%50), Size: Small},
			{Text: s.heading, Size: Small},
		}})
	}
	d.Blocks = []Block{cards}
	return d
}
