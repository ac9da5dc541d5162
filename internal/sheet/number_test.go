package sheet

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	const unknown, point, comma, mixed = DecimalUnknown, DecimalPoint, DecimalComma, DecimalMixed
	tests := []struct {
		text    string
		decimal Decimal
		want    float64
		reason  Reason
	}{
		{"1234", unknown, 1234, Accepted},
		{"1 234", unknown, 1234, Accepted},
		{"1\u00A0234\u202F567", point, 1234567, Accepted},
		{"1\u2009234,5", comma, 1234.5, Accepted},
		{" -5 ", point, -5, Accepted},
		{"−5", point, -5, Accepted},
		{"+5", point, 5, Accepted},
		{"007", point, 7, Accepted},
		{"1.5", unknown, 1.5, Accepted},
		{"1,5", unknown, 1.5, Accepted},
		{"1.5", comma, 1.5, Accepted},
		{"1,5", comma, 1.5, Accepted},
		{"1,5", mixed, 1.5, Accepted},
		{"1,5", point, 0, Comma},
		{"1,234", point, 0, Comma},
		{"1,234", unknown, 0, Ambiguous},
		{"1,234", mixed, 0, Ambiguous},
		{"1,234", comma, 1.234, Accepted},
		{"1.234", unknown, 0, Ambiguous},
		{"1.234", mixed, 0, Ambiguous},
		{"1.234", comma, 0, Ambiguous},
		{"1.234", point, 1.234, Accepted},
		{"0.234", unknown, 0.234, Accepted},
		{"1234.567", comma, 1234.567, Accepted},
		{"39.826512345678901", comma, 39.826512345678901, Accepted},
		{"1,234,567", point, 0, Grouped},
		{"1.234,5", comma, 0, Grouped},
		{"1,234.5", point, 0, Grouped},
		{"24.09.2023", point, 0, NotNumber},
		{"1e5", point, 0, Exponent},
		{"1.2E+05", point, 0, Exponent},
		{"1,2E-05", point, 0, Exponent},
		{"e5", point, 0, NotNumber},
		{"1e", point, 0, NotNumber},
		{"", point, 0, Missing},
		{"\u00A0", point, 0, Missing},
		{"NaN", point, 0, NotNumber},
		{"Inf", point, 0, NotNumber},
		{"0x1F", point, 0, NotNumber},
		{"1_000", point, 0, NotNumber},
		{"12 km", point, 0, NotNumber},
		{"50%", point, 0, NotNumber},
		{"12 34", point, 0, NotNumber},
		{"1234 567", point, 0, NotNumber},
		{"1  234", point, 0, NotNumber},
		{"5.", point, 0, NotNumber},
		{".5", point, 0, NotNumber},
		{".", point, 0, NotNumber},
		{"-", point, 0, NotNumber},
		{"--5", point, 0, NotNumber},
		{"5-7", point, 0, NotNumber},
		{"1..5", point, 0, NotNumber},
		{"1.5 ", point, 1.5, Accepted},
		{"1.5 6", point, 0, NotNumber},
		{"١٢٣٤٫٥", point, 1234.5, Accepted},
		{"۱۲", point, 12, Accepted},
		{"1'234", point, 0, NotNumber},
		{"1000000000000", point, 1e12, Accepted},
		{"1234567890123456", point, 0, OutOfRange},
		{strings.Repeat("9", 500), point, 0, NotNumber},
		{strings.Repeat("0", 300) + "1", point, 1, Accepted},
	}
	for _, test := range tests {
		got, reason := Number(test.text, test.decimal)
		if got != test.want || reason != test.reason {
			t.Errorf("Number(%q, %d) = %v, %v, want %v, %v", test.text, test.decimal, got, reason, test.want, test.reason)
		}
	}
}

func TestWhole(t *testing.T) {
	tests := []struct {
		text    string
		decimal Decimal
		want    int64
		reason  Reason
	}{
		{"1 234", DecimalPoint, 1234, Accepted},
		{"-12", DecimalPoint, -12, Accepted},
		{"12.0", DecimalPoint, 12, Accepted},
		{"12,00", DecimalComma, 12, Accepted},
		{"1.000", DecimalPoint, 0, Ambiguous},
		{"1.000", DecimalComma, 0, Ambiguous},
		{"1,000", DecimalComma, 0, Ambiguous},
		{"1,000", DecimalPoint, 0, Comma},
		{"12.5", DecimalPoint, 0, NotWhole},
		{"12,5", DecimalUnknown, 0, NotWhole},
		{"1e3", DecimalPoint, 0, Exponent},
		{"999999999999999", DecimalPoint, 999999999999999, Accepted},
		{"99999999999999999999", DecimalPoint, 0, OutOfRange},
		{"", DecimalPoint, 0, Missing},
		{"many", DecimalPoint, 0, NotNumber},
	}
	for _, test := range tests {
		got, reason := Whole(test.text, test.decimal)
		if got != test.want || reason != test.reason {
			t.Errorf("Whole(%q, %d) = %v, %v, want %v, %v", test.text, test.decimal, got, reason, test.want, test.reason)
		}
	}
}

func TestEveryReasonHasACode(t *testing.T) {
	for reason := Missing; reason <= OutOfRange; reason++ {
		if reason.Code() == "" {
			t.Errorf("reason %d has no code", reason)
		}
	}
}

// Whatever is written by a program in one convention reads back, or is refused as ambiguous; it is
// never another number.
func TestNumbersAreNeverMisread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.IntRange(0, 6).Draw(t, "decimals")
		raw := rapid.Int64Range(0, 1e12).Draw(t, "digits")
		want := float64(raw) / math.Pow10(scale)
		plain := fmt.Sprintf("%.*f", scale, want)
		whole, fraction, _ := strings.Cut(plain, ".")
		space := rapid.SampledFrom([]string{"", " ", "\u00A0", "\u202F"}).Draw(t, "space")
		for i := len(whole) - 3; i > 0 && space != ""; i -= 3 {
			whole = whole[:i] + space + whole[i:]
		}
		for mark, own := range map[string]Decimal{".": DecimalPoint, ",": DecimalComma} {
			text := whole
			if fraction != "" {
				text += mark + fraction
			}
			if got, reason := Number(text, own); got != want || reason != Accepted {
				t.Fatalf("%q under its own sign: %v %v", text, got, reason)
			}
			for decimal := DecimalUnknown; decimal <= DecimalMixed; decimal++ {
				if got, reason := Number(text, decimal); reason == Accepted && got != want {
					t.Fatalf("%q under %d: %v, want %v", text, decimal, got, want)
				}
				if got, reason := Whole(text, decimal); reason == Accepted && float64(got) != want {
					t.Fatalf("%q under %d as whole: %v, want %v", text, decimal, got, want)
				}
			}
		}
	})
}

func TestDecimalOfATable(t *testing.T) {
	tests := []struct {
		text string
		want Decimal
		said string
	}{
		{"a;b\n1,5;x\n", DecimalComma, "decimal comma"},
		{"a;b\n1.5;x\n", DecimalPoint, "decimal point"},
		{"a;b\n1.5;2,5\n", DecimalMixed, "both decimal comma and decimal point"},
		{"a;b\n1;2\n", DecimalComma, ""},
		{"a;b\n1,234;2\n", DecimalComma, "decimal comma (because of the semicolons)"},
		{"a\tb\n1,234\t2\n", DecimalUnknown, ""},
		{"a\tb\n1,23\t2\n", DecimalComma, "decimal comma"},
		{"a,b\n\"1,23\",2\n", DecimalPoint, ""},
	}
	for _, test := range tests {
		table, problems := Read("t.csv", []byte(test.text))
		if len(problems) > 0 || table.Decimal != test.want || table.Detected.Decimals != test.said {
			t.Errorf("%q: %d, %q, %v", test.text, table.Decimal, table.Detected.Decimals, problems)
		}
	}
}

func TestLooksLikeSerialDate(t *testing.T) {
	tests := []struct {
		text, want string
	}{
		{"45193", "2023-09-24"},
		{"45193.4166", "2023-09-24T10:00"},
		{"45193,4166666667", "2023-09-24T10:00"},
		{"45193.99999", "2023-09-25T00:00"},
		{"32874", "1990-01-01"},
		{"73050", "2099-12-31"},
		{"73051", ""},
		{"32873", ""},
		{"-45193", ""},
		{"45 193", ""},
		{"2023-09-24", ""},
		{"2023", ""},
		{"", ""},
		{"NaN", ""},
	}
	for _, test := range tests {
		got, ok := LooksLikeSerialDate(test.text)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q: %q, %v, want %q", test.text, got, ok, test.want)
		}
	}
}
