package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"wayout/internal/alert"
	"wayout/internal/export"
	"wayout/internal/handout"
	"wayout/internal/i18n"
	"wayout/internal/orders"
	"wayout/internal/paper"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/problem"
	"wayout/internal/question"
)

// OrdersQuestion asks for the orders of a plan.
type OrdersQuestion struct {
	Folder, Out string
	Level       string
	Languages   []string // codes; empty: all
	Messages    string   // folder of message files in the place of those of the program; empty: none
	Issued      string   // as Question.Deadline; empty: now
	Cancel      bool
	Status      string // of messages: draft, exercise or actual
	Sender      string
	Confirms    []string // FUNCTION=CODE, for messages that go out as actual
	Recipients  []string // public keys of age
	Passphrase  string
	Now         time.Time
}

// Ordered is what was printed.
type Ordered struct {
	Version   int    `json:"version"`
	Replaces  int    `json:"replaces,omitempty"`
	Level     string `json:"level"`
	Status    string `json:"message_status"`
	Cancelled bool   `json:"cancelled"`
	Folder    string `json:"folder"`
	// Code is the fingerprint of the messages, by which two people confirm that they have read them.
	Code      string           `json:"confirm_code"`
	Files     int              `json:"files"`
	Sheets    map[string]int   `json:"sheets"` // how many of each
	Languages []OrdersLanguage `json:"languages"`
}

// OrdersLanguage says how far the messages of a language have been checked.
type OrdersLanguage struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Reviewed int    `json:"reviewed"`
	Messages int    `json:"messages"`
}

// draftSender is the sender of messages that nobody may act on: a name that nobody can own.
const draftSender = "draft.wayout.invalid"

// Orders prints the orders of the plan in a folder. The result is nil where the problems have
// errors. The error is of ctx, or a UsageError.
func Orders(ctx context.Context, q OrdersQuestion, progress func(done float64)) (*Ordered, problem.List, error) {
	w, problems, err := newOrdering(q)
	if err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	if problems = append(problems, w.read()...); problems.HasErrors() {
		return nil, problems, nil
	}
	if err := w.date(); err != nil {
		return nil, problems, err
	}
	if err := w.price(ctx); err != nil {
		return nil, problems, err
	}
	files, err := w.print(ctx, progress)
	if err != nil {
		return nil, append(problems, w.problems...), err
	}
	if w.problems.HasErrors() {
		return nil, append(problems, w.problems...), nil
	}
	more, err := w.write(ctx, files)
	problems = slices.Concat(problems, w.problems, more)
	if err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	return w.answer(files), problems, nil
}

// ordering carries one call of Orders.
type ordering struct {
	q          OrdersQuestion
	level      orders.Level
	status     alert.Status
	seal       handout.Seal
	catalogues []*i18n.Catalogue
	made       *made
	manifest   handout.Manifest
	request    orders.Request
	code       string
	functions  []string // of those who confirmed
	problems   problem.List
}

// newOrdering checks what was asked, and reads the messages.
func newOrdering(q OrdersQuestion) (*ordering, problem.List, error) {
	w := &ordering{q: q}
	var known bool
	if w.level, known = orders.LevelOf(q.Level); !known {
		return nil, nil, UsageError{Text: fmt.Sprintf("--level is public, partners, restricted or sealed, not %q", q.Level)}
	}
	statuses := map[string]alert.Status{"draft": alert.Draft, "exercise": alert.Exercise, "actual": alert.Actual}
	if w.status, known = statuses[q.Status]; !known {
		return nil, nil, UsageError{Text: fmt.Sprintf("--status is draft, exercise or actual, not %q", q.Status)}
	}
	if w.status == alert.Actual && q.Sender == "" {
		return nil, nil, UsageError{Text: "messages that people act on need a sender: give --sender, such as a domain name of yours"}
	}
	w.q.Sender = cmp.Or(q.Sender, draftSender)
	var err error
	if w.seal, err = sealFor(w.level, q.Recipients, q.Passphrase); err != nil {
		return nil, nil, err
	}
	problems, err := w.languages()
	return w, problems, err
}

// sealFor returns what files of a level are sealed with, nil where they are not.
func sealFor(level orders.Level, recipients []string, passphrase string) (handout.Seal, error) {
	if level != orders.Sealed {
		if len(recipients) > 0 || passphrase != "" {
			return nil, UsageError{Text: "only sealed files are encrypted: give --level sealed as well"}
		}
		return nil, nil
	}
	seal, err := handout.SealFor(recipients, passphrase)
	if err != nil {
		return nil, UsageError{Text: err.Error()}
	}
	return seal, nil
}

// languages opens the catalogue of every language asked for.
func (w *ordering) languages() (problem.List, error) {
	codes := w.q.Languages
	if len(codes) == 0 {
		for _, l := range i18n.Languages {
			codes = append(codes, l.Code)
		}
	}
	set, problems := openMessages(w.q.Messages)
	if set == nil {
		return problems, nil
	}
	for _, code := range codes {
		if _, known := i18n.ByCode(code); !known {
			return nil, UsageError{Text: fmt.Sprintf("--languages: there is no %q; there are %s", code, languageCodes())}
		}
		c, more := set.Catalogue(code)
		problems = append(problems, more...)
		if c != nil && !slices.ContainsFunc(w.catalogues, func(o *i18n.Catalogue) bool { return o.Language == c.Language }) {
			w.catalogues = append(w.catalogues, c)
		}
	}
	return problems, nil
}

func languageCodes() string {
	var codes []string
	for _, l := range i18n.Languages {
		codes = append(codes, l.Code)
	}
	return strings.Join(codes, ", ")
}

// openMessages opens the message files of a folder, or those of the program.
func openMessages(folder string) (*i18n.Set, problem.List) {
	if folder == "" {
		return i18n.Open(nil)
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		var problems problem.List
		problems.Add(problem.MessagesFolder, problem.Where{File: folder}, "")
		return nil, problems
	}
	return i18n.Open(os.DirFS(folder))
}

// read reads plan and scenario, and refuses a plan that does not hold.
func (w *ordering) read() problem.List {
	made, problems := readSound(w.q.Folder, w.q.Out)
	if made == nil {
		return problems
	}
	w.made = made
	before, more := handout.ReadManifest(w.q.Out)
	if problems = append(problems, more...); problems.HasErrors() {
		return problems
	}
	w.manifest = before.Next(handout.HashOf(made.file), w.q.Cancel, w.q.Now.In(made.scenario.Start.Location()).Truncate(time.Second))
	return problems
}

// date sets when the orders are issued: now, or where the whole scenario is past, its start.
func (w *ordering) date() error {
	s := w.made.scenario
	if w.q.Cancel && w.manifest.Replaces == 0 {
		return UsageError{Text: "nothing was printed yet that could be called off"}
	}
	switch printed := len(w.manifest.Printed) > 0 && w.manifest.Told != nil; {
	case w.q.Issued != "":
		at, known := question.Instant(s, w.q.Issued)
		if !known {
			return UsageError{Text: fmt.Sprintf("--issued is a time such as 2023-09-24T06:00, not %q", w.q.Issued)}
		}
		w.manifest.Issued = s.At(at)
	case !printed && past(s, w.manifest.Issued):
		w.manifest.Issued = s.Start
		w.problems.Add(problem.OrdersPast, problem.Where{}, "", s.Clock(0))
	}
	w.manifest.Issued = w.manifest.Issued.In(s.Start.Location())
	return nil
}

// price makes the price list for the negotiator's page, where the level has one.
func (w *ordering) price(ctx context.Context) error {
	w.request = orders.Request{
		Scenario: w.made.scenario, Plan: &w.made.plan, Certificates: w.made.certificates,
		Level: w.level, Version: w.manifest.Version, Replaces: w.manifest.Replaces, Issued: w.manifest.Issued,
		Cancel: w.q.Cancel, Before: w.manifest.Before, Status: w.status, Sender: w.q.Sender,
		Earlier: map[string]alert.Reference{},
	}
	for place, m := range w.manifest.Earlier {
		w.request.Earlier[place] = m.Reference()
	}
	if w.q.Cancel || w.level == orders.Public || w.level == orders.Partners {
		return nil
	}
	list, err := pricing.Prices(ctx, w.made.scenario, pricing.Options{Deadline: w.made.options().Deadline})
	if errors.Is(err, planner.ErrNobody) {
		return nil
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(export.Plan(w.made.scenario, &list.Now.Plan), w.made.file) {
		w.problems.Add(problem.OrdersOtherPlan, problem.Where{File: filepath.Join(w.q.Out, export.PlanFile)}, "")
		return nil
	}
	w.request.Prices = list
	return nil
}

// print makes the files. Messages go out as actual only if two functions have confirmed the code of
// the drafts that they have read.
func (w *ordering) print(ctx context.Context, progress func(done float64)) ([]orders.File, error) {
	draft := w.request
	draft.Status = alert.Draft
	w.code = orders.Fingerprint(draft, w.catalogues)
	if w.status == alert.Actual {
		functions, err := confirmations(w.q.Confirms, w.code)
		if err != nil {
			return nil, err
		}
		w.functions = functions
	} else if len(w.q.Confirms) > 0 {
		return nil, UsageError{Text: "--confirm is for --status actual only"}
	}
	files, messages, err := orders.Print(ctx, w.request, w.catalogues, progress)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		w.problems.Add(problem.OrdersUnprintable, problem.Where{}, "", err.Error())
		return nil, nil
	}
	w.undrawn()
	w.manifest.Messages = map[string]handout.Message{}
	for _, m := range messages {
		w.manifest.Messages[m.Place] = handout.Message(m.Reference)
	}
	w.manifest.Told = orders.HoursOf(w.made.scenario, &w.made.plan)
	if w.q.Cancel { // Nobody has an hour.
		for place := range w.manifest.Told {
			w.manifest.Told[place] = orders.Hours{}
		}
	}
	return files, nil
}

// undrawn tells of forms of names that no font of ours has letters for, and which notices leave out.
func (w *ordering) undrawn() {
	var codes []string
	for i := range w.made.scenario.Places {
		for _, name := range w.made.scenario.Places[i].Names {
			if !slices.Contains(codes, name.Language) && !paper.CanDraw(name.Text) {
				codes = append(codes, name.Language)
			}
		}
	}
	if len(codes) > 0 {
		w.problems.Add(problem.OrdersNames, problem.Where{}, "", strings.Join(codes, ", "))
	}
}

var functionForm = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} _.-]{1,40}$`)

// confirmations checks that two different functions have confirmed the code.
func confirmations(given []string, code string) ([]string, error) {
	var functions []string
	for _, c := range given {
		function, confirmed, _ := strings.Cut(c, "=")
		if function = strings.TrimSpace(function); !functionForm.MatchString(function) {
			return nil, UsageError{Text: fmt.Sprintf("--confirm is FUNCTION=CODE, such as duty-officer=%s, not %q; a function, not a person's name", code, c)}
		}
		if strings.TrimSpace(confirmed) != code {
			return nil, UsageError{Text: fmt.Sprintf("%s confirms other messages: the code of these is shown with their drafts, and changes when anything in them does", function)}
		}
		if !slices.Contains(functions, function) {
			functions = append(functions, function)
		}
	}
	if len(functions) < 2 {
		return nil, UsageError{Text: "messages that people act on are confirmed by two: print them as drafts, let both read them, and give --confirm FUNCTION=CODE twice with the code shown"}
	}
	return functions, nil
}

func (w *ordering) write(ctx context.Context, files []orders.File) (problem.List, error) {
	return handout.Write(ctx, w.q.Out, handout.Handout{
		Manifest: w.manifest, Level: w.level, Status: w.q.Status, Confirms: w.functions, Inputs: w.made.scenario.SHA256,
		Made: w.q.Now.UTC().Truncate(time.Second), Files: files, Seal: w.seal,
	})
}

func (w *ordering) answer(files []orders.File) *Ordered {
	out := &Ordered{
		Version: w.manifest.Version, Replaces: w.manifest.Replaces, Level: w.level.String(), Status: w.q.Status,
		Cancelled: w.q.Cancel, Folder: filepath.Join(w.q.Out, handout.Folder, w.level.String()), Code: w.code,
		Files: len(files), Sheets: map[string]int{},
	}
	for _, f := range files {
		out.Sheets[f.Sheet]++
	}
	for _, c := range w.catalogues {
		reviewed, all := c.Reviewed()
		out.Languages = append(out.Languages, OrdersLanguage{c.Language.Code, c.Language.Name, reviewed, all})
	}
	return out
}
