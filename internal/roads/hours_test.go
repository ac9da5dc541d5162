package roads

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones with changes of the clock, on machines that have none

	"github.com/google/go-cmp/cmp"

	"wayout/internal/unit"
)

func hoursOf(t *testing.T, text string) Hours {
	t.Helper()
	h, err := ParseHours(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return h
}

// instant reads an instant in a zone, with its offset.
func instant(t *testing.T, zone, text string) time.Time {
	t.Helper()
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("2006-01-02T15:04Z07:00", text)
	if err != nil {
		t.Fatal(err)
	}
	return at.In(location)
}

// openings shows the intervals with the day, the time and the offset that clocks show then.
func openings(h Hours, start time.Time, horizon unit.Second) []string {
	var out []string
	for _, in := range h.Open(start, horizon) {
		show := func(t unit.Second) string { return start.Add(t.Duration()).Format("02 15:04-07") }
		out = append(out, show(in.From)+" to "+show(in.To))
	}
	return out
}

// TestOpen has a week in Yerevan, where the clock never changes, from Sunday 24 September 2023 at
// 10:00.
func TestOpen(t *testing.T) {
	start := instant(t, "Asia/Yerevan", "2023-09-24T10:00+04:00")
	for _, c := range []struct {
		name, text string
		horizon    unit.Second
		want       []string // without the offset, which is always +04
	}{
		{"no hours", "", unit.Day, []string{"24 10:00 to 25 10:00"}},
		{"always", " 24/7 ", unit.Day, []string{"24 10:00 to 25 10:00"}},
		{"whole days touch", "daily 00:00-24:00", 3 * unit.Day, []string{"24 10:00 to 27 10:00"}},
		{"open at the start and at the end", "daily 08:00-16:00", unit.Day, []string{"24 10:00 to 24 16:00", "25 08:00 to 25 10:00"}},
		{"times alone are daily", "08:00-16:00", 12 * unit.Hour, []string{"24 10:00 to 24 16:00"}},
		{"not yet open", "daily 11:00-12:00", 12 * unit.Hour, []string{"24 11:00 to 24 12:00"}},
		{"already over", "daily 9:00-10:00", 12 * unit.Hour, nil},
		{"two spans", "daily 08:00-12:00,13:00-17:00", 12 * unit.Hour, []string{"24 10:00 to 24 12:00", "24 13:00 to 24 17:00"}},
		{"spaces between spans", "daily 08:00 - 12:00, 13:00-17:00", 12 * unit.Hour, []string{"24 10:00 to 24 12:00", "24 13:00 to 24 17:00"}},
		{"spans out of order overlap", "daily 14:00-17:00,08:00-15:00", 12 * unit.Hour, []string{"24 10:00 to 24 17:00"}},
		{"past midnight", "daily 22:00-02:00", 2 * unit.Day, []string{"24 22:00 to 25 02:00", "25 22:00 to 26 02:00"}},
		{"since yesterday", "Sa 22:00-11:00", unit.Day, []string{"24 10:00 to 24 11:00"}},
		{"a day that is closed keeps last night", "daily 22:00-02:00; Mo closed", 2 * unit.Day, []string{"24 22:00 to 25 02:00"}},
		{"weekdays", "Mo-We 08:00-09:00", 7 * unit.Day, []string{"25 08:00 to 25 09:00", "26 08:00 to 26 09:00", "27 08:00 to 27 09:00"}},
		{"over the weekend", "Sa-Mo 12:00-13:00", 3 * unit.Day, []string{"24 12:00 to 24 13:00", "25 12:00 to 25 13:00"}},
		{"a list of days", "tu,SU 12:00-13:00", 3 * unit.Day, []string{"24 12:00 to 24 13:00", "26 12:00 to 26 13:00"}},
		{"later rules replace earlier ones", "daily 08:00-16:00; Mo,Tu 12:00-13:00; Mo 14:00-15:00", 3 * unit.Day, []string{
			"24 10:00 to 24 16:00", "25 14:00 to 25 15:00", "26 12:00 to 26 13:00", "27 08:00 to 27 10:00",
		}},
		{"an earlier rule does not come back", "Mo closed; daily 08:00-16:00", unit.Day, []string{"24 10:00 to 24 16:00", "25 08:00 to 25 10:00"}},
		{"off is closed", "daily off", 7 * unit.Day, nil},
		{"a date", "daily 08:00-16:00; 2023-09-25 closed", 2 * unit.Day, []string{"24 10:00 to 24 16:00", "26 08:00 to 26 10:00"}},
		{"dates from and to", "2023-09-26..2023-09-27 08:00-16:00;", 7 * unit.Day, []string{"26 08:00 to 26 16:00", "27 08:00 to 27 16:00"}},
		{"dates of other years", "2022-09-24 08:00-16:00; 2024-09-24..2024-10-01 08:00-16:00", 7 * unit.Day, nil},
		{"no day is named", "Tu 08:00-16:00", unit.Day, nil},
		{"no time", "daily 08:00-16:00", 0, nil},
	} {
		got := openings(hoursOf(t, c.text), start, c.horizon)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "+04", "")
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

// TestOpenWhenClocksChange: hours follow the clock on the wall. What is skipped when clocks are
// put forward opens and shuts at the change; of an hour that comes twice the first counts.
func TestOpenWhenClocksChange(t *testing.T) {
	for _, c := range []struct {
		name, zone, start, text string
		want                    []string
	}{
		{"Berlin loses an hour", "Europe/Berlin", "2024-03-30T12:00+01:00", "daily 22:00-06:00", []string{"30 22:00+01 to 31 06:00+02"}},
		{"Berlin after the change", "Europe/Berlin", "2024-03-30T17:00+01:00", "daily 08:00-16:00", []string{"31 08:00+02 to 31 16:00+02"}},
		{"Berlin opens in the hour skipped", "Europe/Berlin", "2024-03-31T00:00+01:00", "daily 02:30-04:00", []string{"31 03:00+02 to 31 04:00+02"}},
		{"Berlin shuts in the hour skipped", "Europe/Berlin", "2024-03-31T00:00+01:00", "daily 01:00-02:30", []string{"31 01:00+01 to 31 03:00+02"}},
		{"Berlin skips all that is open", "Europe/Berlin", "2024-03-31T00:00+01:00", "daily 02:15-02:45", nil},
		{"Berlin gains an hour", "Europe/Berlin", "2024-10-26T12:00+02:00", "daily 22:00-06:00", []string{"26 22:00+02 to 27 06:00+01"}},
		{"Berlin opens in the hour doubled", "Europe/Berlin", "2024-10-27T00:00+02:00", "daily 02:30-04:00", []string{"27 02:30+02 to 27 04:00+01"}},
		{"Berlin shuts in the hour doubled", "Europe/Berlin", "2024-10-27T00:00+02:00", "daily 01:00-02:30", []string{"27 01:00+02 to 27 02:30+02"}},
		{"New York loses an hour", "America/New_York", "2024-03-09T12:00-05:00", "daily 22:00-06:00", []string{"09 22:00-05 to 10 06:00-04"}},
		{"New York opens in the hour skipped", "America/New_York", "2024-03-10T00:00-05:00", "daily 02:30-04:00", []string{"10 03:00-04 to 10 04:00-04"}},
		{"New York shuts in the hour skipped", "America/New_York", "2024-03-10T00:00-05:00", "daily 01:00-02:30", []string{"10 01:00-05 to 10 03:00-04"}},
		{"New York gains an hour", "America/New_York", "2024-11-02T12:00-04:00", "daily 22:00-06:00", []string{"02 22:00-04 to 03 06:00-05"}},
		{"New York opens in the hour doubled", "America/New_York", "2024-11-03T00:00-04:00", "daily 01:30-04:00", []string{"03 01:30-04 to 03 04:00-05"}},
		{"New York shuts in the hour doubled", "America/New_York", "2024-11-03T00:00-04:00", "daily 00:30-01:30", []string{"03 00:30-04 to 03 01:30-04"}},
		{"Havana skips midnight", "America/Havana", "2024-03-09T20:00-05:00", "Su 08:00-16:00", []string{"10 08:00-04 to 10 16:00-04"}},
		{"Beirut skips midnight", "Asia/Beirut", "2024-03-30T20:00+02:00", "Su 00:00-16:00", []string{"31 01:00+03 to 31 16:00+03"}},
		{"Apia skips a day", "Pacific/Apia", "2011-12-29T20:00-10:00", "daily 08:00-16:00", []string{"31 08:00+14 to 31 16:00+14"}},
	} {
		got := openings(hoursOf(t, c.text), instant(t, c.zone, c.start), unit.Day)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.text, diff)
		}
	}
}

func TestLonger(t *testing.T) {
	start := instant(t, "Asia/Yerevan", "2023-09-24T00:00+04:00")
	for _, c := range []struct {
		name, text string
		by         unit.Second
		same       string // hours that open at the same times
	}{
		{"an hour more", "daily 08:00-16:00", unit.Hour, "daily 08:00-17:00"},
		{"every span", "daily 08:00-10:00,13:00-16:00", unit.Hour, "daily 08:00-11:00,13:00-17:00"},
		{"spans that meet", "daily 08:00-12:00,13:00-16:00", 2 * unit.Hour, "daily 08:00-18:00"},
		{"past midnight", "Mo 20:00-23:30", unit.Hour, "Mo 20:00-00:30"},
		{"further past midnight", "Mo 20:00-02:00", unit.Hour, "Mo 20:00-03:00"},
		{"no longer than a day", "Mo 08:00-16:00", 20 * unit.Hour, "Mo 08:00-24:00; Tu 00:00-08:00"},
		{"a whole day stays so", "Mo 00:00-24:00", unit.Hour, "Mo 00:00-24:00"},
		{"closed days stay closed", "daily 08:00-16:00; Mo closed", unit.Hour, "daily 08:00-17:00; Mo closed"},
		{"half a minute does nothing", "daily 08:00-16:00", 30, "daily 08:00-16:00"},
	} {
		h := hoursOf(t, c.text)
		want := hoursOf(t, c.same).Open(start, 7*unit.Day)
		if diff := cmp.Diff(want, h.Longer(c.by).Open(start, 7*unit.Day)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(hoursOf(t, c.text).Open(start, unit.Day), h.Open(start, unit.Day)); diff != "" {
			t.Errorf("%s: the hours themselves changed: %s", c.name, diff)
		}
	}
	if got, want := hoursOf(t, "daily 08:00-16:00").Longer(unit.Hour).String(), "daily 08:00-16:00 and 60 minutes more"; got != want {
		t.Errorf("longer hours are called %q, want %q", got, want)
	}
	if got := (Hours{}).Longer(unit.Hour); !got.Always() || got.String() != "" {
		t.Errorf("always and an hour is %q", got)
	}
}

func TestHoursAsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "24/7": "", "  ": "", " daily 08:00-16:00 ": "daily 08:00-16:00", "MO 8:00-9:00;": "MO 8:00-9:00;",
	} {
		if h := hoursOf(t, text); h.String() != want || h.Always() != (want == "") {
			t.Errorf("%q is %q, always open: %t", text, h, h.Always())
		}
	}
}

func TestMalformedHours(t *testing.T) {
	const noRange = " is not a time range such as 08:00-16:00"
	for _, c := range []struct{ text, want string }{
		{"Mo-Fr", `"Mo-Fr" has days but no times`},
		{"daily 08:00", `"08:00"` + noRange},
		{"daily 08:00-", `"08:00-"` + noRange},
		{"daily 8-16", `"8-16"` + noRange},
		{"daily 08:00-16:0", `"08:00-16:0"` + noRange},
		{"daily 08:60-16:00", `"08:60-16:00"` + noRange},
		{"daily 08:00-24:01", `"08:00-24:01"` + noRange},
		{"daily 08:00-25:00", `"08:00-25:00"` + noRange},
		{"daily 24:00-08:00", `"24:00-08:00"` + noRange},
		{"daily +8:00-16:00", `"+8:00-16:00"` + noRange},
		{"daily 008:00-16:00", `"008:00-16:00"` + noRange},
		{"daily ٠٨:٠٠-١٦:٠٠", `"٠٨:٠٠-١٦:٠٠"` + noRange},
		{"daily 08:00-12:00,", `""` + noRange},
		{"daily 08:00-08:00", `"08:00-08:00" is empty; write 00:00-24:00 for the whole day or closed`},
		{"Xx 08:00-16:00", `"xx" is not a day`},
		{"Mo-Xx 08:00-16:00", `"mo-xx" is not a day`},
		{"Mo,,We 08:00-16:00", `"" is not a day`},
		{"2023-09-31 closed", `"2023-09-31" is not a date`},
		{"2023-09-26..soon closed", `"soon" is not a date`},
		{"2023-09-26..2023-09-25 closed", `2023-09-26..2023-09-25 ends before it starts`},
		{"daily 08:00-16:00; Mo", `"Mo" has days but no times`},
		{";", `";" has neither days nor times`},
		{" ; ; ", `"; ;" has neither days nor times`},
		{strings.Repeat("daily closed;", 401), "more than 400 rules"},
	} {
		h, err := ParseHours(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
		if !h.Always() || h.String() != "" {
			t.Errorf("%q was refused, but gives %q", c.text, h)
		}
	}
	if _, err := ParseHours(strings.Repeat("daily closed;", 400)); err != nil {
		t.Errorf("400 rules: %v", err)
	}
}

// TestHoursAsPeopleWriteThem: blanks, capitals, dashes and rules without days mean what they say.
func TestHoursAsPeopleWriteThem(t *testing.T) {
	start := time.Date(2023, time.September, 25, 0, 0, 0, 0, time.UTC) // a Monday
	for _, c := range []struct{ text, plain string }{
		{"08:00 - 16:00", "daily 08:00-16:00"},
		{"daily 08:00–16:00", "daily 08:00-16:00"},
		{"Mo, We 08:00-10:00, 12:00-13:00", "Mo,We 08:00-10:00,12:00-13:00"},
		{"Mo - Fr  08:00-10:00", "Mo-Fr 08:00-10:00"},
		{"24/7; 2023-09-26 Closed", "daily 00:00-24:00; 2023-09-26 closed"},
		{"closed", "daily closed"},
	} {
		got, err := ParseHours(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		want, err := ParseHours(c.plain)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Open(start, 7*unit.Day), got.Open(start, 7*unit.Day)); diff != "" {
			t.Errorf("%q is not %q:\n%s", c.text, c.plain, diff)
		}
	}
}
