package orders

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"wayout/internal/alert"
	"wayout/internal/convoy"
	"wayout/internal/i18n"
)

// MessageSheet is the name of CAP messages among sheets.
const MessageSheet = "CAP message"

// File is one file of orders.
type File struct {
	Path     string // below the folder of orders, with slashes
	Sheet    string // what it is, such as “town page”
	For      string // who it is for: the id of a place, gate, reception or fuel point; empty: one for all
	Language string // BCP 47; empty: all or none
	Data     []byte
}

// Message is the CAP message of a town, by which a later one refers to it.
type Message struct {
	Place     string
	Reference alert.Reference
}

// job makes one file.
type job struct {
	file File
	make func() ([]byte, error)
}

// Print makes every file that the level of the request has, in the languages of the catalogues. The
// same request gives the same bytes. Progress is told how far the work is, from 0 to 1; it may be
// nil. An error is of ctx, or says which file cannot be made and why.
func Print(ctx context.Context, r Request, catalogues []*i18n.Catalogue, progress func(done float64)) ([]File, []Message, error) {
	b := newBrief(r)
	jobs := b.jobs(catalogues)
	if err := run(ctx, jobs, progress); err != nil {
		return nil, nil, err
	}
	files := make([]File, len(jobs))
	for i := range jobs {
		files[i] = jobs[i].file
	}
	return files, b.messages(catalogues), nil
}

// messages lists the alerts that were made.
func (b *brief) messages(catalogues []*i18n.Catalogue) []Message {
	var out []Message
	for i := range b.towns {
		if t := &b.towns[i]; t.lives() {
			a := b.alert(catalogues[:1], t)
			out = append(out, Message{b.Scenario.Places[i].ID, a.Reference()})
		}
	}
	return out
}

// Fingerprint returns a short code of all messages of a request: it changes when anything in them
// does, but for the moment at which they are sent.
func Fingerprint(r Request, catalogues []*i18n.Catalogue) string {
	r.Issued = r.Scenario.Start
	b := newBrief(r)
	sum := sha256.New()
	for i := range b.towns {
		if t := &b.towns[i]; t.lives() {
			a := b.alert(catalogues, t)
			fmt.Fprintf(sum, "%+v\n", a)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:8]
}

// run makes the files on all cores.
func run(ctx context.Context, jobs []job, progress func(done float64)) error {
	var next, done atomic.Int64
	errs := make([]error, len(jobs))
	var group sync.WaitGroup
	var told sync.Mutex
	for range max(1, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) || ctx.Err() != nil {
					return
				}
				jobs[i].file.Data, errs[i] = jobs[i].make()
				finished := done.Add(1)
				if progress != nil {
					told.Lock()
					progress(float64(finished) / float64(len(jobs)))
					told.Unlock()
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("%s: %w", jobs[i].file.Path, err)
		}
	}
	return nil
}

// jobs lists every file of the level.
func (b *brief) jobs(catalogues []*i18n.Catalogue) []job {
	var out []job
	for i := range b.towns {
		t := &b.towns[i]
		if !t.lives() {
			continue
		}
		out = append(out, b.townJobs(catalogues, t)...)
	}
	if b.Cancel {
		return out
	}
	for _, c := range catalogues {
		out = append(out, b.sheetJobs(c)...)
	}
	return out
}

// townJobs are the files of one town.
func (b *brief) townJobs(catalogues []*i18n.Catalogue, t *town) []job {
	id := b.Scenario.Places[t.place].ID
	var out []job
	for _, c := range catalogues {
		code := c.Language.Code
		add := func(name, sheet string, data func() ([]byte, error)) {
			out = append(out, job{File{Path: "towns/" + id + "/" + code + "/" + name, Sheet: sheet, For: id, Language: code}, data})
		}
		add("page.pdf", "town page", func() ([]byte, error) { return b.townPage(c, t) })
		add("announcement.txt", "announcement", func() ([]byte, error) { return b.announcement(c, t), nil })
		add("sms.txt", "text messages", func() ([]byte, error) { return b.textMessages(c, t), nil })
		if b.Cancel || !b.Level.Inside() {
			continue
		}
		if len(t.cars)+len(t.buses) > 0 {
			add("tickets.pdf", "tickets", func() ([]byte, error) { return b.tickets(c, t) })
		}
		if len(t.cars)+len(t.foot) > 0 {
			add("convoys.pdf", "convoy leader", func() ([]byte, error) { return b.leaderSheets(c, t) })
		}
	}
	return append(out, job{File{Path: "towns/" + id + "/alert.xml", Sheet: MessageSheet, For: id}, func() ([]byte, error) {
		a := b.alert(catalogues, t)
		return a.XML()
	}})
}

// sheetJobs are the files in one language that are not of a town.
func (b *brief) sheetJobs(c *i18n.Catalogue) []job {
	var out []job
	code := c.Language.Code
	add := func(name, sheet, who string, data func() ([]byte, error)) {
		out = append(out, job{File{Path: name + "/" + code + ".pdf", Sheet: sheet, For: who, Language: code}, data})
	}
	if b.Level == Public {
		return nil
	}
	for r := range b.Scenario.Receptions {
		if len(b.comings(r)) > 0 {
			id := b.Scenario.Receptions[r].ID
			add("receptions/"+id, "reception", id, func() ([]byte, error) { return b.receptionSheet(c, r) })
		}
	}
	if len(b.convoys) > 0 {
		add("notification", "humanitarian notification", "", func() ([]byte, error) { return b.notification(c) })
	}
	if b.Level == Partners {
		return out
	}
	for g := range b.Scenario.Gates {
		if len(b.passings(g)) > 0 {
			id := b.Scenario.Gates[g].ID
			add("gates/"+id, "gate liaison", id, func() ([]byte, error) { return b.liaisonSheet(c, g) })
		}
	}
	for f, list := range convoy.Fillings(b.Scenario, b.Plan) {
		if len(list) == 0 {
			continue
		}
		id := b.Scenario.FuelPoints[f].ID
		add("fuel/"+id, "fuel point", id, func() ([]byte, error) { return b.fuelSheet(c, f) })
	}
	if len(b.rounds()) > 0 {
		add("crews", "crews", "", func() ([]byte, error) { return b.crewSheets(c) })
	}
	add("medical", "medical coordinator", "", func() ([]byte, error) { return b.medicalSheet(c) })
	if b.Prices != nil {
		add("negotiator", "negotiator", "", func() ([]byte, error) { return b.negotiatorPage(c) })
	}
	return out
}
