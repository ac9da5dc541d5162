package browsertest

import (
	"bufio"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// catcher is a proxy that lets nothing through and remembers who asked. It sees what no event of a page
// tells: requests of workers, preconnections, whatever the browser does by itself.
type catcher struct {
	mu     sync.Mutex
	caught []string // first lines of requests
}

var trap catcher

// listen opens the trap until the process ends and returns its address.
func (c *catcher) listen() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go c.take(connection)
		}
	}()
	return listener.Addr().String(), nil
}

func (c *catcher) take(connection net.Conn) {
	defer connection.Close()
	line, _ := bufio.NewReader(connection).ReadString('\n')
	c.mu.Lock()
	defer c.mu.Unlock()
	c.caught = append(c.caught, strings.TrimSpace(line))
}

// all returns what was caught until now.
func (c *catcher) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.caught...)
}

// ofTheBrowser are the domains that Chromium asks by itself, whatever page is shown. No source of the page
// names one of them, which TestNothingLeavesThePage makes sure of.
var ofTheBrowser = []string{"google.com", "googleapis.com", "gstatic.com", "gvt1.com"}

// askedByItself finds a request of the browser to one of its domains.
var askedByItself = regexp.MustCompile(`[ ./](` + strings.ReplaceAll(strings.Join(ofTheBrowser, "|"), ".", `\.`) + `)[:/]`)

// since returns what was caught after the first so many, without what the browser asks by itself.
func (c *catcher) since(count int) []string {
	return slices.DeleteFunc(c.all()[count:], askedByItself.MatchString)
}

// holds reports whether something caught has a text.
func (c *catcher) holds(text string) bool {
	return strings.Contains(strings.Join(c.all(), "\n"), text)
}

// TestTheTrapHolds: a page that asks for something is noticed, by the events and by the trap. Else
// the silence of the report would mean nothing.
func TestTheTrapHolds(t *testing.T) {
	browser(t)
	file := filepath.Join(t.TempDir(), "leaky.html")
	leaky := `<!doctype html><title>leaky</title><img src="http://picture.invalid/x.png">
<script>
new Worker(URL.createObjectURL(new Blob(["fetch('http://worker.invalid/y').catch(() => postMessage('refused'))"]))).onmessage = () => {
  document.title = 'asked';
};
</script>`
	if err := os.WriteFile(file, []byte(leaky), 0o600); err != nil {
		t.Fatal(err)
	}
	p := openFile(t, file)
	p.leaks = true
	p.wait("the worker has asked", `document.title === 'asked'`)
	if !strings.Contains(strings.Join(p.requests(), "\n"), "http://picture.invalid/x.png") {
		t.Errorf("the events do not tell of the picture: %q", p.requests())
	}
	for _, host := range []string{"picture.invalid", "worker.invalid"} {
		if !trap.holds(host) {
			t.Errorf("the trap has not caught %s: %q", host, trap.all())
		}
	}
}
