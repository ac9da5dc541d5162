package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const slider = `hand.one('slider', '')`

// TestPlaying: the button moves the time and what is drawn, and stops both.
func TestPlaying(t *testing.T) {
	p := open(t)
	p.wait("the map is drawn", `hand.picture() !== 7`)
	moment, picture := ask[float64](p, slider+`.valueAsNumber`), ask[int64](p, `hand.picture()`)
	clock := ask[string](p, slider+`.ariaValueText ?? `+slider+`.getAttribute('aria-valuetext')`)
	p.press("button", "Play")
	p.wait("an hour has passed", slider+`.valueAsNumber > `+literal(moment+3600))
	p.press("button", "Pause")
	if ask[int64](p, `hand.picture()`) == picture {
		t.Error("the time has passed and the map is the same")
	}
	if got := ask[string](p, slider+`.getAttribute('aria-valuetext')`); got == clock {
		t.Errorf("the time has passed and the clock says %s", got)
	}
	stands := ask[float64](p, `new Promise((r) => setTimeout(() => { const v = `+slider+`.valueAsNumber; setTimeout(() => r(`+slider+`.valueAsNumber - v), 400); }, 400))`)
	if stands != 0 {
		t.Errorf("it was stopped and went on by %v s", stands)
	}
}

// TestDotsMove: vehicles on the way are counted and drawn where they are: ten minutes later the dots
// stand elsewhere, and where nobody drives any more there are none.
func TestDotsMove(t *testing.T) {
	p := open(t)
	p.moveTo(36000)
	some := p.moving()
	picture := ask[int64](p, `hand.picture()`)
	p.moveTo(36600)
	if some == 0 || ask[int64](p, `hand.picture()`) == picture {
		t.Errorf("%d are on the way; ten minutes later the map is the same", some)
	}
	end := ask[float64](p, `Number(`+slider+`.max)`)
	p.moveTo(end)
	if got := p.moving(); got > 1 {
		t.Errorf("at the end %d are on the way", got)
	}
}

// moveTo moves the slider to a moment and waits until the map has drawn it.
func (p *tab) moveTo(moment float64) {
	p.t.Helper()
	ask[bool](p, `(() => { const s = %s; s.value = %s; return s.dispatchEvent(new Event('input', { bubbles: true })); })()`, slider, literal(moment))
	ask[bool](p, `new Promise((r) => { let n = 0; const next = () => (++n > 20 ? r(true) : requestAnimationFrame(next)); next(); })`)
}

// moving returns how many vehicles the legend says are on the way.
func (p *tab) moving() int64 {
	p.t.Helper()
	text := ask[string](p, `document.querySelector('main').innerText`)
	_, after, found := strings.Cut(text, "On the way: ")
	if !found {
		p.t.Fatalf("the legend does not say how many are on the way: %s", text)
	}
	line, _, _ := strings.Cut(after, "\n")
	line, _, _ = strings.Cut(line, ";")
	return number(p.t, line)
}

// TestKeys: space plays and stops, arrows step by an hour, the slash goes to the search.
func TestKeys(t *testing.T) {
	p := open(t)
	before := ask[float64](p, slider+`.valueAsNumber`)
	p.keys(kb.ArrowRight)
	p.wait("an hour later is shown", slider+`.valueAsNumber === `+literal(before+3600))
	p.keys(kb.ArrowLeft)
	p.wait("the hour before is shown", slider+`.valueAsNumber === `+literal(before))
	p.keys(" ")
	p.wait("it plays", `hand.all('button', 'Pause').length === 1`)
	p.keys(" ")
	p.wait("it has stopped", `hand.all('button', 'Play').length === 1`)
	p.keys("/")
	p.wait("the search has the focus", `document.activeElement === hand.one('combobox', 'Find a place')`)
	p.keys(" ")
	if ask[int](p, `hand.all('button', 'Pause').length`) != 0 {
		t.Error("a space in the search plays")
	}
	ask[bool](p, `hand.one('tab', 'Answer').focus() ?? true`)
	p.keys(kb.ArrowRight)
	p.wait("the next view is open and has the focus", `document.activeElement === hand.one('tab', 'Who goes when') && document.activeElement.ariaSelected === 'true'`)
	p.keys(kb.End)
	p.wait("the last view is open", `document.activeElement === hand.one('tab', 'What if?')`)
}

// TestMapByKeys: whoever has no mouse goes through the places on the map and opens their rows.
func TestMapByKeys(t *testing.T) {
	p := open(t)
	ask[bool](p, `hand.one('canvas', 'Map').focus() ?? true`)
	p.keys("n")
	p.wait("the largest place is shown", `document.querySelector('main').innerText.includes('Still there')`)
	picture := ask[int64](p, `hand.picture()`)
	p.keys("+")
	p.wait("the map is nearer", `hand.picture() !== `+literal(float64(picture)))
	p.keys(kb.Enter)
	p.wait("the row of the largest place is open", `hand.one('button', 'Stepanakert').ariaExpanded === 'true'`)
}

// TestTabReachesEveryControl: and the focus can be seen wherever it is.
func TestTabReachesEveryControl(t *testing.T) {
	p := open(t)
	for _, name := range []string{"Answer", "What holds us back", "What if?"} {
		p.turnTo(name)
		ask[bool](p, `(() => { globalThis.reached = new Set(); document.activeElement.blur(); return true; })()`)
		count := ask[int](p, `hand.controls().length`)
		faults := map[string]bool{}
		for range count + 8 {
			p.keys(kb.Tab)
			if fault := ask[string](p, `(reached.add(document.activeElement), hand.focusFault())`); fault != "" {
				faults[fault] = true
			}
		}
		for fault := range faults {
			t.Errorf("%s: %s", name, fault)
		}
		if missed := ask[[]string](p, `hand.controls().filter((e) => !reached.has(e)).map(hand.describe)`); len(missed) > 0 {
			t.Errorf("%s: %d controls, Tab does not reach %q", name, count, missed)
		}
	}
}
