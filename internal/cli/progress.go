package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// patience is how long a command may take before progress is shown.
const patience = time.Second

// progress shows how far a command is: a bar with the time left on a terminal, plain lines where
// standard error goes to a file, nothing if asked to be quiet.
type progress struct {
	what     string
	out      io.Writer
	terminal bool
	started  time.Time

	mutex sync.Mutex
	shown int // last line written, in quarters
	bars  *mpb.Progress
	bar   *mpb.Bar
}

// full is the length of the bar.
const full = 1000

// progress returns what to tell how far the work is, and what to call when it is over. The first
// is nil where nothing is to be shown.
func (o *options) progress(what string) (tell func(done float64), over func()) {
	if o.quiet {
		return nil, func() {}
	}
	p := &progress{what: what, out: o.errOut, started: time.Now()}
	if file, ok := o.errOut.(*os.File); ok {
		p.terminal = term.IsTerminal(int(file.Fd()))
	}
	return p.tell, p.over
}

// tell is told a share from 0 to 1. Any goroutine may call it.
func (p *progress) tell(done float64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if time.Since(p.started) < patience {
		return
	}
	done = min(max(done, 0), 1)
	if p.terminal {
		p.draw(done)
		return
	}
	if quarter := int(done * 4); quarter > p.shown && quarter < 4 {
		p.shown = quarter
		fmt.Fprintf(p.out, "%s: %d %%\n", p.what, quarter*25)
	}
}

func (p *progress) draw(done float64) {
	if p.bar == nil {
		p.bars = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(60))
		p.bar = p.bars.AddBar(full,
			mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(p.what+" ")),
			mpb.AppendDecorators(
				decor.Percentage(),
				decor.Name(", time left "),
				decor.NewAverageETA(decor.ET_STYLE_MMSS, p.started, nil),
			),
		)
	}
	p.bar.SetCurrent(min(int64(done*full), full-1))
}

// over takes the bar away.
func (p *progress) over() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.bar != nil {
		p.bar.Abort(true)
		p.bars.Wait()
		p.bar = nil
	}
}
