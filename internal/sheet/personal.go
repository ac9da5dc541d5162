package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// personalWords are words and pairs of words in the name of a column, or in its HXL tag, that
// speak of single persons or of what people are.
var personalWords = []string{
	"phone", "phones", "telephone", "tel", "mobile", "cellphone", "whatsapp", "telegram", "viber",
	"email", "e_mail", "contact", "contacts", "passport", "ssn", "iban",
	"first_name", "firstname", "last_name", "lastname", "given_name", "family_name", "full_name",
	"fullname", "surname", "surnames", "forename", "middle_name", "maiden_name", "patronymic",
	"father_name", "mother_name", "fathers_name", "mothers_name", "person_name",
	"household_head", "head_of_household", "birth", "birthday", "birthdate", "dob", "national_id",
	"id_card", "id_number", "identity", "personal_number", "social_card", "licence_plate",
	"license_plate", "plate_number", "number_plate", "fingerprint", "biometric",
	"ethnicity", "ethnic", "ethnic_group", "nationality", "race", "tribe", "clan", "caste",
	"religion", "religious", "denomination", "faith", "sect", "political_party", "diagnosis",
	"beneficiary_name", "телефон", "паспорт", "фамилия", "имя_отчество", "отчество", "фио",
	"национальность", "вероисповедание", "հեռախոս", "անձնագիր", "ազգանուն", "հայրանուն",
	"прізвище", "telefon", "soyad", "pasaport", "nom_de_famille", "prénom", "prenom", "apellido",
}

// Personal reports whether the header of a column, counted from 0, or its HXL tag speaks of single
// persons: phones, surnames, passports, ethnicity and the like, in several languages. In this table
// the words of also do so as well, and the names of except do not. All are in lower case, pairs of
// words joined by “_”.
func (t *Table) Personal(column int, also, except []string) bool {
	names := []string{t.Columns[column]}
	if t.Tags != nil {
		names = append(names, t.Tags[column])
	}
	return slices.ContainsFunc(names, func(name string) bool {
		name = strings.Join(strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsDigit(c)
		}), "_")
		speaks := func(word string) bool { return strings.Contains("_"+name+"_", "_"+word+"_") }
		return !slices.Contains(except, name) &&
			(slices.ContainsFunc(personalWords, speaks) || slices.ContainsFunc(also, speaks))
	})
}
