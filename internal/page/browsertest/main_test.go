package browsertest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// howToInstall is what is said where there is no browser.
const howToInstall = "skipped: no Chromium on PATH; install it (Debian and Ubuntu: apt-get install chromium) to test the page in a browser"

// screenshots is where pictures go; no pictures without it.
var screenshots = flag.String("screenshots", "", "folder for pictures of every view, language and size")

// scratch is a folder for the whole run.
var scratch string

// TestMain ends the browser and removes what was written.
func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wayout-browsertest-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	scratch = dir
	code := m.Run()
	if stop != nil {
		stop()
	}
	return code
}

// stop ends the browser, nil where none was started.
var stop func()

// start starts the one browser of the run. Whatever it asks a network for goes into the trap.
var start = sync.OnceValues(func() (context.Context, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, exec.ErrNotFound
	}
	address, err := trap.listen()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.Flag("use-angle", "swiftshader"),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en-GB"),
		chromedp.ProxyServer("http://"+address),
		chromedp.Flag("proxy-bypass-list", "<-loopback>"),
		chromedp.WindowSize(1366, 768),
	)
	allocated, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, endBrowser := chromedp.NewContext(allocated)
	stop = func() {
		endBrowser()
		endAllocator()
	}
	if _, err := chromedp.Targets(ctx); err != nil {
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, nil
})

// browser returns the browser of the run; it skips the test where there is none, and in short runs.
func browser(t testing.TB) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: the browser is for the full tests")
	}
	ctx, err := start()
	if err == exec.ErrNotFound {
		t.Skip(howToInstall)
	}
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}
