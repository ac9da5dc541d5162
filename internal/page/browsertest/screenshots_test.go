package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestScreenshots saves a picture of every view in three languages and two sizes, to be looked at:
//
//	go test ./internal/page/browsertest -run Screenshots -screenshots DIR
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("skipped: pictures are made with -screenshots DIR")
	}
	if err := os.MkdirAll(*screenshots, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		p := openSized(t, karabakh(t).page, size.width, size.height)
		chooser := "Language"
		for _, code := range []string{"en", "hy", "ar"} {
			p.choose(chooser, code)
			catalogue := messages(t, code)
			chooser = catalogue["head.language"]
			for _, view := range []string{"map", "answer", "when", "limits", "fleet", "left", "basis", "whatif"} {
				if view == "map" && size.width > 900 {
					continue
				}
				p.press("tab", catalogue["tab."+view])
				if size.width > 900 || view == "map" {
					p.moveTo(120000)
				}
				p.save(fmt.Sprintf("%s-%s-%d", view, code, size.width))
			}
		}
	}
	p := open(t)
	p.press("button", "High contrast")
	p.moveTo(120000)
	p.save("contrast")
	p.turnTo("What if?")
	if strings.Contains(ask[string](p, `document.body.innerText`), "Plan again") {
		p.choose("Prepared variant", "eight-hours")
		p.planAgain()
		p.save("two-plans")
	}
}

// save writes a picture of what is on the screen.
func (p *tab) save(name string) {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(*screenshots, name+".png"), png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
