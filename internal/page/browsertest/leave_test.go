package browsertest

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// strangers returns what a page asked for that is not in it.
func (p *tab) strangers(file string) []string {
	var out []string
	for _, address := range p.requests() {
		if address == "file://"+file || strings.HasPrefix(address, "blob:") || strings.HasPrefix(address, "data:") || address == "about:blank" {
			continue
		}
		out = append(out, address)
	}
	return out
}

// TestNothingLeavesThePage: loading, playing, searching, changing the language and planning again ask
// for nothing but what is in the page, by the events of the page and by the trap, which workers
// cannot get round.
func TestNothingLeavesThePage(t *testing.T) {
	e := karabakh(t)
	html, err := os.ReadFile(e.page)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range ofTheBrowser {
		if bytes.Contains(html, []byte(host)) {
			t.Errorf("the page names %s, to which the trap is blind", host)
		}
	}
	before := len(trap.all())
	p := open(t)
	p.useEverything()
	if asked := p.strangers(e.page); len(asked) > 0 {
		t.Errorf("the page asked for %q", asked)
	}
	if caught := trap.since(before); len(caught) > 0 {
		t.Errorf("the trap caught %q", caught)
	}
	if len(p.requests()) == 0 {
		t.Error("not even the page itself was seen; the events do not work")
	}
}

// TestWithoutANetwork: a browser that is offline shows the page and plans all the same.
func TestWithoutANetwork(t *testing.T) {
	t.Parallel()
	e := karabakh(t)
	p := blank(t)
	p.do(chromedp.EmulateViewport(1366, 768))
	off := &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}
	if _, err := chromedp.Call(p.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{off}}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(p.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true}); err != nil {
		t.Fatal(err)
	}
	p.load(e.page)
	if ask[bool](p, `navigator.onLine`) {
		t.Fatal("the browser is not offline")
	}
	p.useEverything()
}

// TestThePolicyHolds: the page itself forbids what a fault in it, or text in a scenario, could ask for.
func TestThePolicyHolds(t *testing.T) {
	p := open(t)
	p.leaks = true
	got := ask[[]string](p, `(async () => {
		const out = [];
		const tries = {
			fetch: () => fetch('http://fetch.invalid/'),
			picture: () => new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no; i.src = 'http://image.invalid/'; }),
			script: () => new Promise((yes, no) => { const s = document.createElement('script'); s.onload = yes; s.onerror = no; s.src = 'http://script.invalid/'; document.head.append(s); }),
			style: () => new Promise((yes, no) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = yes; l.onerror = no; l.href = 'http://style.invalid/'; document.head.append(l); }),
			socket: () => new Promise((yes, no) => { const s = new WebSocket('ws://socket.invalid/'); s.onopen = yes; s.onerror = no; }),
			worker: () => new Promise((yes, no) => {
				const w = new Worker(URL.createObjectURL(new Blob(["fetch('http://inner.invalid/').then(() => postMessage(1), () => postMessage(0))"])));
				w.onmessage = ({ data }) => (data ? yes() : no());
			}),
		};
		for (const [name, go] of Object.entries(tries)) {
			try { await go(); out.push(name); } catch { }
		}
		navigator.sendBeacon('http://beacon.invalid/');
		return out;
	})()`)
	if len(got) > 0 {
		t.Errorf("allowed: %q", got)
	}
	for _, host := range []string{"fetch", "image", "script", "style", "socket", "inner", "beacon"} {
		if trap.holds(host + ".invalid") {
			t.Errorf("%s: the request left the browser", host)
		}
	}
}

// useEverything plays, searches, changes the language, opens every view and plans again.
func (p *tab) useEverything() {
	p.t.Helper()
	before := ask[string](p, `hand.text('main')`)
	p.press("button", "Play")
	p.wait("time passes", `hand.text('main') !== `+js(before))
	p.press("button", "Pause")
	p.press("combobox", "Find a place")
	p.insert("Martuni")
	p.wait("Martuni is found", `hand.all('option', 'Martuni').length > 0`)
	p.keys("\r")
	p.choose("Language", "hy")
	p.wait("the page is Armenian", `document.documentElement.lang === 'hy'`)
	p.choose(messages(p.t, "hy")["head.language"], "en")
	for _, name := range views {
		p.turnTo(name)
	}
	if ask[bool](p, `document.getElementById('planner') === null`) {
		return
	}
	p.setMoment("Deadline", "2023-09-26T10:00")
	p.planAgain()
}
