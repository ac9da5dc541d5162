package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// sizes are those of an old laptop and of a telephone.
var sizes = []struct{ width, height int64 }{{1366, 768}, {390, 844}}

// TestSizes: nothing is wider than the screen and nothing is cut off.
func TestSizes(t *testing.T) {
	e := karabakh(t)
	for _, size := range sizes {
		p := openSized(t, e.page, size.width, size.height)
		names := views
		if size.width < 900 {
			names = append([]string{"Map"}, views...)
		}
		for _, name := range names {
			where := fmt.Sprintf("%d × %d, %s", size.width, size.height, name)
			p.press("tab", name)
			if name == "Map" {
				p.wait("the map is there", `hand.all('canvas', 'Map').length === 1 && hand.picture() !== 7`)
			}
			if over := ask[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s: the page is %d px too wide", where, over)
			}
			if cut := ask[[]string](p, `hand.cut()`); len(cut) > 0 {
				t.Errorf("%s: cut off: %s", where, strings.Join(cut, "\n  "))
			}
			head := ask[string](p, `hand.text('header')`)
			if !says(head, e.summary.Clearance.T100) || !strings.Contains(head, written(e.summary.Served)) {
				t.Errorf("%s: the head does not answer: %s", where, head)
			}
		}
		if size.width < 900 {
			p.fingersFit()
		}
	}
}

// fingersFit checks that what is pressed with a finger is large enough for one.
func (p *tab) fingersFit() {
	p.t.Helper()
	small := ask[[]string](p, `[...document.querySelectorAll('header button, header select, header input, [role=tab], button[aria-label]')].filter(hand.visible)
		.map((e) => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24).map(([e, b]) => hand.describe(e) + ' ' + Math.round(b.width) + '×' + Math.round(b.height))`)
	if len(small) > 0 {
		p.t.Errorf("too small for a finger: %q", small)
	}
}

// TestPrinted: paper has the answer, every view and all rows, and no controls.
func TestPrinted(t *testing.T) {
	e := karabakh(t)
	for _, size := range sizes {
		p := openSized(t, e.page, size.width, size.height)
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		ask[bool](p, `window.dispatchEvent(new Event('beforeprint'))`)
		for _, role := range []string{"tab", "slider"} {
			if left := ask[[]string](p, `hand.all(%s, '').map(hand.describe)`, js(role)); len(left) > 0 {
				t.Errorf("%d px: on paper there are %q", size.width, left)
			}
		}
		for _, name := range []string{"Play", "Print", "High contrast", "Zoom in", "Plan again"} {
			if ask[int](p, `hand.all('button', %s).length`, js(name)) > 0 {
				t.Errorf("%d px: on paper there is the button %s", size.width, name)
			}
		}
		rows := 0
		for i := range e.view.Places {
			if e.view.Places[i].People+e.view.Places[i].Stays > 0 {
				rows++
			}
		}
		if got := ask[int](p, `document.querySelectorAll('tr[id^=row-]').length`); got != rows {
			t.Errorf("%d px: the timetable on paper has %d rows of %d", size.width, got, rows)
		}
		text := ask[string](p, `document.body.innerText`)
		for _, want := range []string{"Whoever stays remains protected", "nobody can promise an earlier end", "What should we ask for?", "Rounds of the fleet", "Who is not served, and why", "What was assumed"} {
			if !strings.Contains(text, want) {
				t.Errorf("%d px: on paper “%s” is missing", size.width, want)
			}
		}
		pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF())
		if err != nil || len(pdf) < 10_000 {
			t.Errorf("%d px: printed %d bytes: %v", size.width, len(pdf), err)
		}
	}
}
