package i18n_test

import (
	"strings"
	"testing"
	"time"

	"wayout/internal/i18n"
)

func wordsOf(t *testing.T, code string) *i18n.Words {
	t.Helper()
	set, _ := i18n.Open(nil)
	c, problems := set.Catalogue(code)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return c.Words()
}

func TestMoments(t *testing.T) {
	at := time.Date(2023, 9, 25, 6, 5, 0, 0, time.FixedZone("", 4*3600))
	tests := []struct{ code, moment, table, short string }{
		{"en", "Monday 25 September, 06:05", "Mon 25.9. 06:05", "25.9. 06:05"},
		{"hy", "երկուշաբթի, սեպտեմբերի 25, 06:05", "երկ 25.9 06:05", "25.9 06:05"},
		{"ru", "понедельник, 25 сентября, 06:05", "пн 25.9 06:05", "25.9 06:05"},
		{"uk", "понеділок, 25 вересня, 06:05", "пн 25.9 06:05", "25.9 06:05"},
		{"fr", "lundi 25 septembre à 06:05", "lun. 25/9 06:05", "25/9 06:05"},
		{"az", "25 sentyabr, bazar ertəsi, 06:05", "B.E. 25.9 06:05", "25.9 06:05"},
		{"ar", "الاثنين 25 سبتمبر، الساعة 06:05", "الاثنين 25/9 06:05", "25/9 06:05"},
	}
	for _, tt := range tests {
		w := wordsOf(t, tt.code)
		if got := w.Moment(at); got != tt.moment {
			t.Errorf("%s: moment %q, want %q", tt.code, got, tt.moment)
		}
		if got := w.Table(at); got != tt.table {
			t.Errorf("%s: in a table %q, want %q", tt.code, got, tt.table)
		}
		if got := w.Short(at); got != tt.short {
			t.Errorf("%s: short %q, want %q", tt.code, got, tt.short)
		}
	}
	if got := i18n.Zone(at); got != "UTC+04:00" {
		t.Errorf("zone %q", got)
	}
}

// TestNamesOfTheOtherDirection: a name that runs against its sentence is set apart, by the direction
// of its first letter; numbers and hours are not touched.
func TestNamesOfTheOtherDirection(t *testing.T) {
	tests := []struct{ code, value, want string }{
		{"ar", "Martuni 2", "\u2066Martuni 2\u2069"},
		{"ar", "06:00", "06:00"},
		{"ar", "السبت UTC+04:00", "السبت UTC+04:00"},
		{"en", "بوابة 7", "\u2067بوابة 7\u200f\u2069"},
		{"hy", "Martuni", "Martuni"},
	}
	for _, tt := range tests {
		w := wordsOf(t, tt.code)
		before, after := w.Text("head.issued", "time", ""), w.Text("head.issued", "time", tt.value)
		if want := before + tt.want; after != want {
			t.Errorf("%s: %q, want %q", tt.code, after, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1\u00a0000", 100632: "100\u00a0632", -1234567: "−1\u00a0234\u00a0567"} {
		if got := i18n.Number(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestTextIsFilledInOrPanics(t *testing.T) {
	w := wordsOf(t, "en")
	odd := strings.Fields("time")
	for name, say := range map[string]func(){
		"unknown message": func() { w.Text("nobody.says") },
		"not filled in":   func() { w.Text("head.issued") },
		"odd pairs":       func() { w.Text("head.issued", odd...) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			say()
		}()
	}
}
