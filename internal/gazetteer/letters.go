package gazetteer

// Sounds are bytes. Vowels: a e i o u, and y for the glide that sound drops before e and else takes
// as i. Consonants: b p d t g k, v f, z s, Z (zh) S (sh), J (j of John) C (ch), D (dz) c (ts), m n
// l r, h, x for kh, X for either of these two, G for gh.
//
// h and kh are looked up as one sound, because Cyrillic х stands for both, and so does the h of most
// visitors; but whoever writes kh and means h is asked. Aspirated letters (Armenian փ թ ք) are those without, as in BGN/PCGN without its
// apostrophes. Digits sound as themselves.
//
// A table is a list of “letters sounds”, separated by commas. ^ holds for the beginning of a word
// only, $ for its end, - is silent. Of several that fit, the one with most letters is taken.

// latinLetters are read as in BGN/PCGN romanisations and what English-speaking press makes of them;
// ou, tch, dj and tz are French and German habits that no such romanisation uses for anything else.
// Letters with marks are Turkish and Czech, which agree.
const latinLetters = `a a, b b, c k, ce se, ci si, cy si, d d, e e, f f, g g, h h, i i, j J, k k,
	l l, m m, n n, o o, p p, q k, r r, s s, t t, u u, v v, w v, x ks, y y, z z,
	ch C, tch C, tsch C, ck k, kh x, gh G, sh S, sch S, zh Z, dz D, ts c, tz c, dj J, dzh J, dsch J,
	ou u, oo u, ph f, th t, qu k, rh r,
	ç C, č C, ş S, ș S, š S, ž Z, ğ G, ġ G, ǧ G, ḫ x, ḥ h, x̣ x, ǰ J, ə e, ı i, ť t, ț c, ţ c, ł G, đ d,
	ñ n, å o, ö o, ü u, æ e, œ e, ø o, ʒ Z`

// armenianLetters follow BGN/PCGN 1981 for Armenian: ո is vo at the beginning of a word, ու is u, և is
// ev. Departures: no sign for aspiration, ռ is r, ը is i, and ե is e everywhere, because sound drops
// the glide of ye.
const armenianLetters = `ա a, բ b, գ g, դ d, ե e, զ z, է e, ը i, թ t, ժ Z, ի i, լ l, խ x, ծ c,
	կ k, հ h, ձ D, ղ G, ճ C, մ m, յ y, ն n, շ S, ո o, ^ո vo, ^ով ov, չ C, պ p, ջ J, ռ r, ս s, վ v, տ t, ր r,
	ց c, ւ v, ու u, փ p, ք k, և ev, եւ ev, օ o, ֆ f`

// classicalLetters are where classical Armenian orthography, kept in the diaspora, is read
// otherwise: յ at the beginning is h, այ and ոյ at the end are a and o, ոյ within is uy, իւ is yu.
const classicalLetters = `^յ h, այ$ a, ոյ$ o, ոյ uy, իւ yu, եա ya`

// cyrillicLetters follow BGN/PCGN 1947 for Russian and add the letters of Ukrainian and of
// Azerbaijani before 1991. Departures: ё is e, because it is seldom written; ь and ъ are silent; щ
// is sh; ы is i.
const cyrillicLetters = `а a, б b, в v, г g, д d, е e, ё e, ж Z, з z, и i, й y, к k, л l, м m, н n, о o,
	п p, р r, с s, т t, у u, ф f, х X, ц c, ч C, ш S, щ S, ъ -, ы i, ь -, э e, ю yu, я ya, дж J, дз D,
	і i, ї i, є e, ґ g, ў v, тс c, кх x, гх G,
	ә e, ғ G, ҝ g, ҹ J, ө o, ү u, һ h, ј y, қ k, ң n`

// arabicLetters follow the consonants of BGN/PCGN 1956 for Arabic and 1958 for Persian. Departures:
// emphatic letters are those without emphasis, ع is silent, ي and و are vowels except at the
// beginning before a vowel. Short vowels are not written, so many names only have their skeleton
// in common.
const arabicLetters = `ا a, أ a, إ i, آ a, ٱ a, ب b, پ p, ت t, ث s, ج J, چ C, ح h, خ x, د d, ذ z, ر r, ز z, ژ Z,
	س s, ش S, ص s, ض d, ط t, ظ z, ع -, غ G, ف f, ڤ v, ق k, ك k, ک k, گ g, ڭ g, ل l, م m, ن n, ه h, ه$ a,
	ہ h, ە a, ھ h, و u, وو u, ^وا va, ^وي vi, ^وی vi, ^و v, ؤ u, ي i, ی i, ى i, ى$ a, ئ i, ^يا ya, ^یا ya,
	^يو yu, ^یو yu, ^ير yer, ^یر yer, ة a, ء -, تش C, دج J, دز D, تس c`

// A guess is a way of reading where the language is not known: letters that other languages read
// otherwise than the tables above.
type guess struct {
	languages string // those that are certainly read so, by their codes
	letters   string
}

// guesses are tried on every text of unknown language that has such letters.
//
// Azerbaijani is after the alphabet of 1991 and BGN/PCGN 1993, twice, because ə becomes e in some
// romanisations and a in others. Scholarly is ISO 9985 for Armenian. Ukrainian г is h, as in its
// national system of 2010.
var guesses = []guess{
	{" az tr tk ", `c J, ce Je, ci Ji, cy Jy, ç C, j Z, x x, q g, qu gu, ə e, ә e`},
	{" az ", `c J, ce Je, ci Ji, cy Jy, ç C, j Z, x x, q g, qu gu, ə a, ә a`},
	{" fr ", `ch S, ç s, j Z, gue ge, gui gi`},
	{" de ", `j y, z c, ch X, ä e`},
	{" hy-Latn ", `c c, ce ce, ci ci, cy cy, ç c, j D, x x`},
	{" hy ", classicalLetters},
	{" uk ", `г h`},
	{" ar ", `^ال -`},
}
