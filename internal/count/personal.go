package count

import (
	"slices"
	"strings"
	"unicode"
)

// personalWords are words and pairs of words in the name of a column, or in its HXL tag, that
// speak of single persons or of what people are. A table that has one is refused whole. Men and
// women are among them: whom a gate sets apart, it sets apart by such numbers.
var personalWords = []string{
	"name", "names", "firstname", "lastname", "fullname", "surname", "surnames", "forename", "patronymic",
	"household_head", "head_of_household", "passenger", "person", "driver", "signature", "counted_by", "signed_by",
	"phone", "phones", "telephone", "tel", "mobile", "cellphone", "whatsapp", "telegram", "viber",
	"email", "e_mail", "contact", "contacts", "address", "passport", "ssn", "iban",
	"birth", "birthday", "birthdate", "dob", "age", "ages", "national_id", "id_card", "id_number", "identity",
	"personal_number", "social_card", "plate", "plates", "fingerprint", "biometric", "photo", "photos",
	"sex", "gender", "men", "women", "male", "males", "female", "females",
	"ethnicity", "ethnic", "nationality", "citizenship", "race", "tribe", "clan", "caste",
	"religion", "religious", "denomination", "faith", "sect", "political_party", "diagnosis",
	"имя", "имена", "телефон", "паспорт", "фамилия", "отчество", "фио", "национальность", "вероисповедание",
	"անուն", "հեռախոս", "անձնագիր", "ազգանուն", "հայրանուն", "ім_я", "прізвище",
	"ad", "adı", "telefon", "soyad", "soyadı", "pasaport", "nom", "prénom", "prenom", "nombre", "apellido",
}

// ofThings are names that are not of persons.
var ofThings = []string{"gate_name", "place_name", "reception_name", "sheet_name", "convoy_name"}

// looksPersonal reports whether the name of a column or a tag speaks of single persons.
func looksPersonal(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	joined := strings.Join(words, "_")
	if slices.Contains(ofThings, joined) {
		return false
	}
	return slices.ContainsFunc(personalWords, func(word string) bool {
		return strings.Contains("_"+joined+"_", "_"+word+"_")
	})
}
