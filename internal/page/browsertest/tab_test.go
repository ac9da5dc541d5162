package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/hand.js
var handSource string

// patience is how long something on the page may take that is not planning.
const patience = 15 * time.Second

// tab is one page in the browser. Its methods fail the test where the page does not do what they ask.
type tab struct {
	t     testing.TB
	ctx   context.Context
	leaks bool // the page may ask for things and complain

	mu     sync.Mutex
	asked  []string // addresses of requests
	errors []string // of the console
}

// open opens the report of the example at the size of a laptop.
func open(t testing.TB) *tab {
	t.Helper()
	return openSized(t, karabakh(t).page, 1366, 768)
}

func openFile(t testing.TB, file string) *tab {
	t.Helper()
	return openSized(t, file, 1366, 768)
}

// openSized opens a file in a tab of its own. When the test ends it is closed; errors on its console
// fail the test.
func openSized(t testing.TB, file string, width, height int64) *tab {
	t.Helper()
	p := blank(t)
	p.do(chromedp.EmulateViewport(width, height))
	p.load(file)
	return p
}

// blank opens an empty tab.
func blank(t testing.TB) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser(t))
	ctx, cancelTime := context.WithTimeout(ctx, 5*time.Minute)
	p := &tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		for _, text := range p.complaints() {
			t.Errorf("console: %s", text)
		}
		cancelTime()
		cancel()
	})
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: handSource}); err != nil {
		t.Fatal(err)
	}
	return p
}

// load shows a file and waits until its script has run.
func (p *tab) load(file string) {
	p.t.Helper()
	address := url.URL{Scheme: "file", Path: file}
	p.do(chromedp.Navigate(address.String()))
	p.wait("the page is there", `document.readyState === 'complete'`)
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.asked = append(p.asked, e.Request.URL)
	case *network.EventWebSocketCreated:
		p.asked = append(p.asked, e.URL)
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, e.ExceptionDetails.Text+" "+describe(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			var words []string
			for _, arg := range e.Args {
				words = append(words, describe(arg))
			}
			p.errors = append(p.errors, string(e.Type)+": "+strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			p.errors = append(p.errors, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func describe(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	if o.Description != "" {
		return o.Description
	}
	return string(o.Value)
}

// requests returns the addresses that the page has asked for, its own among them.
func (p *tab) requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

func (p *tab) complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.leaks {
		return nil
	}
	return slices.Clone(p.errors)
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](p *tab, format string, args ...any) T {
	p.t.Helper()
	expression := fmt.Sprintf(format, args...)
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// js returns a text as it is written in a script.
func js(text string) string {
	out, _ := json.Marshal(text)
	return string(out)
}

// wait waits until an expression is true.
func (p *tab) wait(what, condition string) {
	p.t.Helper()
	p.waitLong(patience, what, condition)
}

func (p *tab) waitLong(most time.Duration, what, condition string) {
	p.t.Helper()
	if !ask[bool](p, `hand.until(() => (%s), %d)`, condition, most.Milliseconds()) {
		p.t.Fatalf("waited %v in vain until %s: %s\nthe page says: %s", most, what, condition, ask[string](p, `document.body.innerText.slice(0, 600)`))
	}
}

// press presses with the mouse what has a role and a name that begins so.
func (p *tab) press(role, name string) {
	p.t.Helper()
	at := ask[struct{ X, Y float64 }](p, `hand.at(%s, %s)`, js(role), js(name))
	p.do(chromedp.MouseClickXY(at.X, at.Y))
}

// saved presses a button that saves a file, and returns what is in the file.
func (p *tab) saved(button, name string) string {
	p.t.Helper()
	folder := p.t.TempDir()
	allow := downloads.SetDownloadBehaviorParams{Behavior: downloads.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	if _, err := chromedp.Call(p.ctx, downloads.SetDownloadBehavior, allow); err != nil {
		p.t.Fatal(err)
	}
	p.press("button", button)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err == nil && len(data) > 0 {
			return string(data)
		}
	}
	p.t.Fatalf("waited in vain for %s", name)
	return ""
}

// choose chooses a value of a list.
func (p *tab) choose(name, value string) {
	p.t.Helper()
	ask[chromedp.Void](p, `hand.choose("combobox", %s, %s)`, js(name), js(value))
}

// fill puts text into a field in place of what is there.
func (p *tab) fill(role, name, text string) {
	p.t.Helper()
	p.press(role, name)
	ask[chromedp.Void](p, `document.activeElement.select()`)
	p.insert(text)
}

// insert types text where the focus is, in any script.
func (p *tab) insert(text string) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		p.t.Fatal(err)
	}
}

// keys presses keys.
func (p *tab) keys(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// turnTo opens a view by its name and returns its text.
func (p *tab) turnTo(name string) string {
	p.t.Helper()
	p.press("tab", name)
	p.wait("the view is there", `hand.flat(hand.panel()?.innerText).length > 20`)
	return ask[string](p, `hand.panel().innerText`)
}
