package app

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"wayout/internal/alert"
	"wayout/internal/handout"
	"wayout/internal/scenario"
	"wayout/internal/starter"
)

// valley writes the starter's scenario into a folder.
func valley(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	err := starter.Write("Valley", func(name string, data []byte) error {
		return os.WriteFile(filepath.Join(folder, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// again plans the scenario of a printed plan anew with an override, into the same folder.
func (p *printed) again(t *testing.T, path, value string) []string {
	t.Helper()
	q := p.planned.Question
	q.Set = []scenario.Override{{Path: path, Value: value}}
	planned, problems, err := Plan(t.Context(), q, nil)
	if planned == nil {
		t.Fatal(problems, err)
	}
	p.planned = planned
	problems, err = planned.Write(t.Context(), p.out)
	if err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	var codes []string
	for _, problem := range problems {
		codes = append(codes, string(problem.Code))
	}
	return codes
}

// TestVersions: printing again keeps the version and the bytes; a new plan marks the old orders as
// out of date, and is a new version that says what it replaces and what is new; a cancellation takes
// back the version before it, and its message refers to that one's.
func TestVersions(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector sees printing in other tests, and takes minutes for this one")
	}
	p, first := printOrders(t, Question{Folder: valley(t)}, languages("en"))
	if first.Version != 1 || first.Replaces != 0 {
		t.Fatalf("first version %d replaces %d", first.Version, first.Replaces)
	}
	name := p.files(t, "restricted", "page.pdf")[0]
	if text := p.text(t, "restricted", name); !strings.Contains(text, "This is the first version.") {
		t.Errorf("the first version does not say so:\n%s", text)
	}
	before := contents(t, p.path("restricted", ""))
	if second := p.print(t, languages("en")); second.Version != 1 {
		t.Errorf("the same plan is version %d", second.Version)
	}
	if after := contents(t, p.path("restricted", "")); !sameFiles(before, after) {
		t.Error("the same plan prints other bytes")
	}
	p.print(t, func(q *OrdersQuestion) { q.Level, q.Languages = "public", []string{"en"} })

	gate := "gate." + p.planned.Scenario.Gates[0].ID
	if codes := p.again(t, gate+".rate", "77"); !slices.Contains(codes, "orders-old") {
		t.Errorf("a new plan says only %v", codes)
	}
	for _, level := range []string{"restricted", "public"} {
		if _, err := os.Stat(p.path(level, "OUT-OF-DATE.txt")); err != nil {
			t.Errorf("%s orders of the old plan are not marked: %v", level, err)
		}
	}
	changed := p.print(t, languages("en"))
	if changed.Version != 2 || changed.Replaces != 1 {
		t.Fatalf("version %d replaces %d", changed.Version, changed.Replaces)
	}
	if _, err := os.Stat(p.path("restricted", "OUT-OF-DATE.txt")); err == nil {
		t.Error("new orders are marked as out of date")
	}
	if _, err := os.Stat(p.path("public", "OUT-OF-DATE.txt")); err != nil {
		t.Error("public orders of the old version are no longer marked")
	}
	text := p.text(t, "restricted", name)
	if !strings.Contains(text, "Version 2, replaces version 1") || !strings.Contains(text, "Old tickets no longer hold.") {
		t.Errorf("the new version does not say what is new:\n%s", text)
	}
	if a := p.alert(t, name); a.MsgType != alert.Update || a.References[0].Identifier == a.Identifier {
		t.Errorf("the message of version 2 is %s of %v", a.MsgType, a.References)
	}
	second := p.alert(t, name)
	cancelled := p.print(t, func(q *OrdersQuestion) { q.Cancel, q.Languages = true, []string{"en"} })
	if cancelled.Version != 3 || !cancelled.Cancelled {
		t.Errorf("the cancellation is version %d", cancelled.Version)
	}
	if a := p.alert(t, name); a.MsgType != alert.Cancel || a.References[0] != second.Reference() {
		t.Errorf("the cancellation refers to %v, not %v", a.References, second.Reference())
	}
	if text := p.text(t, "restricted", name); !strings.Contains(text, "Called off") || !strings.Contains(text, "Version 2 no longer holds.") {
		t.Errorf("the page does not call it off:\n%s", text)
	}
	if back := p.print(t, languages("en")); back.Version != 4 {
		t.Errorf("after a cancellation the plan is version %d", back.Version)
	}
	if text := p.text(t, "restricted", name); !strings.Contains(text, "There are hours for this place now.") {
		t.Errorf("version 4 does not say that there are hours again:\n%s", text)
	}
	p.logHolds(t)
}

// alert reads the CAP message of the town of a page.
func (p *printed) alert(t *testing.T, page string) alert.Alert {
	t.Helper()
	place := strings.Split(page, "/")[1]
	data, err := os.ReadFile(p.path("restricted", "towns/"+place+"/alert.xml"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := alert.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// logHolds compares the last rows of the log with the files that are there.
func (p *printed) logHolds(t *testing.T) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.out, handout.LogFile))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	files := p.files(t, "restricted", "")
	last := rows[len(rows)-len(files):]
	for _, row := range last {
		data, err := os.ReadFile(filepath.Join(p.out, "orders", filepath.FromSlash(row[8])))
		if err != nil {
			t.Errorf("the log names a file that is not there: %v", err)
			continue
		}
		if row[1] != "4" || row[2] != "restricted" || row[9] != handout.HashOf(data) || row[10] != p.planned.Scenario.SHA256 {
			t.Errorf("the log says %v of %s", row, row[8])
		}
	}
	if versions := []string{rows[1][1], rows[len(rows)-1][1]}; versions[0] != "1" || versions[1] != "4" {
		t.Errorf("the log goes from version %s to %s", versions[0], versions[1])
	}
}

// contents returns every file below a folder.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		out[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameFiles(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if b[name] != data {
			return false
		}
	}
	return true
}

// unsealed opens a file that is sealed for a key.
func unsealed(t *testing.T, data []byte, holder age.Identity) *zip.Reader {
	t.Helper()
	plain, err := age.Decrypt(bytes.NewReader(data), holder)
	if err != nil {
		t.Fatal(err)
	}
	inside, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(inside), int64(len(inside)))
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// TestSealedExport: one file, in which are those of the level restricted, for the holder of the key only.
func TestSealedExport(t *testing.T) {
	holder, _ := age.GenerateX25519Identity()
	stranger, _ := age.GenerateX25519Identity()
	folder, out := valley(t), t.TempDir()
	planInto(t, Question{Folder: folder}, out)
	q := ExportQuestion{Folder: folder, Out: out, Level: "restricted"}
	plain, problems, err := Export(t.Context(), q)
	if plain == nil {
		t.Fatal(problems, err)
	}
	q.Level, q.Recipients = "sealed", []string{holder.Recipient().String()}
	done, problems, err := Export(t.Context(), q)
	if done == nil || len(done.Files) != 1 {
		t.Fatal(done, problems, err)
	}
	data, err := os.ReadFile(filepath.Join(done.Folder, done.Files[0]))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := age.Decrypt(bytes.NewReader(data), stranger); err == nil {
		t.Error("it opens for somebody else")
	}
	var names []string
	for _, f := range unsealed(t, data, holder).File {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, plain.Files) {
		t.Errorf("sealed are %v, restricted %v", names, plain.Files)
	}
}

// TestSealedFilesOpenForTheirHoldersOnly: what is sealed for a key is what is printed as restricted,
// and another key does not open it.
func TestSealedFilesOpenForTheirHoldersOnly(t *testing.T) {
	holder, _ := age.GenerateX25519Identity()
	stranger, _ := age.GenerateX25519Identity()
	p, _ := printOrders(t, Question{Folder: valley(t)}, func(q *OrdersQuestion) {
		q.Level, q.Languages, q.Recipients = "sealed", []string{"en"}, []string{holder.Recipient().String()}
	})
	names := p.files(t, "sealed", "")
	if !slices.Contains(names, "everywhere.zip.age") {
		t.Errorf("sealed files are %v", names)
	}
	pages := 0
	for _, name := range names {
		data, err := os.ReadFile(p.path("sealed", name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := age.Decrypt(bytes.NewReader(data), stranger); err == nil {
			t.Errorf("%s opens for somebody else", name)
		}
		for _, f := range unsealed(t, data, holder).File {
			if strings.HasSuffix(f.Name, "page.pdf") {
				pages++
			}
		}
	}
	if pages == 0 {
		t.Error("no page is among the sealed files")
	}
	_, _, err := p.ask(func(q *OrdersQuestion) { q.Level = "sealed" })
	if err == nil || !strings.Contains(err.Error(), "--recipient") {
		t.Errorf("sealing for nobody: %v", err)
	}
	_, _, err = p.ask(func(q *OrdersQuestion) { q.Passphrase = "secret" })
	if err == nil {
		t.Error("a passphrase for files that are not sealed is taken")
	}
}

// TestActualMessagesNeedTwoFunctions: FIELD.md B1.
func TestActualMessagesNeedTwoFunctions(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector sees printing in other tests, and takes minutes for this one")
	}
	p, _ := printOrders(t, Question{Folder: valley(t)}, languages("en"))
	actual := func(confirms ...string) func(*OrdersQuestion) {
		return func(q *OrdersQuestion) {
			q.Languages, q.Status, q.Sender, q.Confirms = []string{"en"}, "actual", "cell.example.org", confirms
		}
	}
	// The sender is part of what is confirmed, so drafts are made with it.
	drafts := p.print(t, func(q *OrdersQuestion) { q.Languages, q.Sender = []string{"en"}, "cell.example.org" })
	for name, edit := range map[string]func(*OrdersQuestion){
		"nobody":         actual(),
		"one":            actual("duty-officer=" + drafts.Code),
		"one twice":      actual("duty-officer="+drafts.Code, "duty-officer="+drafts.Code),
		"wrong code":     actual("duty-officer="+drafts.Code, "head=00000000"),
		"without sender": func(q *OrdersQuestion) { actual("a1="+drafts.Code, "b2="+drafts.Code)(q); q.Sender = "" },
		"for drafts":     func(q *OrdersQuestion) { q.Languages, q.Confirms = []string{"en"}, []string{"a1=" + drafts.Code} },
	} {
		if ordered, _, err := p.ask(edit); err == nil {
			t.Errorf("%s: printed %+v", name, ordered)
		}
	}
	ordered := p.print(t, actual("duty-officer="+drafts.Code, "head of cell="+drafts.Code))
	if ordered.Code != drafts.Code {
		t.Errorf("the code is %s, that of the drafts %s", ordered.Code, drafts.Code)
	}
	if a := p.alert(t, p.files(t, "restricted", "page.pdf")[0]); a.Status != alert.Actual {
		t.Errorf("the message is %s", a.Status)
	}
}

// TestStoppedPrintingLeavesNothing: whenever the work is stopped, the folder is as it was before.
func TestStoppedPrintingLeavesNothing(t *testing.T) {
	p, _ := printOrders(t, Question{Folder: valley(t)}, languages("en"))
	p.again(t, "gate."+p.planned.Scenario.Gates[0].ID+".rate", "77")
	before := contents(t, p.out)
	moments, codes := []float64{0, 0.3, 0.7, 1}, []string{"en", "ar"}
	if testing.Short() { // under the race detector each takes half a minute
		moments, codes = []float64{0.3}, codes[:1]
	}
	for _, at := range moments {
		ctx, stop := context.WithCancel(t.Context())
		ordered, _, err := Orders(ctx, OrdersQuestion{
			Folder: p.planned.Question.Folder, Out: p.out, Level: "restricted", Languages: codes, Status: "draft", Now: time.Now(),
		}, func(done float64) {
			if done >= at {
				stop()
			}
		})
		if ordered != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %.0f %%: %v, %v", 100*at, ordered, err)
		}
		if after := contents(t, p.out); !sameFiles(before, after) {
			t.Errorf("stopped at %.0f %%, and something was written", 100*at)
		}
		stop()
	}
}

// TestWhatIsNotPrinted: nothing is written of a language with a stale message, of a plan that does
// not hold, of one that is out of date, nor over a folder that is somebody else's.
func TestWhatIsNotPrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector sees printing in other tests, and takes minutes for this one")
	}
	p, _ := printOrders(t, Question{Folder: valley(t)}, languages("en"))
	messages := t.TempDir()
	if err := WriteMessages(messages); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(messages, "en.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(data, []byte("You may stay."), []byte("You can stay."), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	before := contents(t, p.out)
	refused := func(want string, edit func(*OrdersQuestion)) {
		t.Helper()
		ordered, codes, err := p.ask(edit)
		if ordered != nil || err != nil || !slices.Contains(codes, want) {
			t.Errorf("want %s: %v, %v, %v", want, ordered, codes, err)
		}
		if after := contents(t, p.out); !sameFiles(before, after) {
			t.Errorf("%s: something was written", want)
		}
	}
	refused("message-stale", func(q *OrdersQuestion) { q.Messages, q.Languages = messages, []string{"fr", "en"} })
	refused("messages-folder", func(q *OrdersQuestion) { q.Messages = filepath.Join(messages, "none") })
	if _, _, err := p.ask(languages("tlh")); err == nil {
		t.Error("a language that is not there is printed")
	}
	if err := os.Mkdir(p.path("public", ""), 0o755); err != nil {
		t.Fatal(err)
	}
	before = contents(t, p.out)
	refused("orders-foreign", func(q *OrdersQuestion) { q.Level, q.Languages = "public", []string{"en"} })
	plan := filepath.Join(p.out, "plan.json")
	data, err = os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Replace(data, []byte(`"vehicles": `), []byte(`"vehicles": 9`), 1)
	if err := os.WriteFile(plan, broken, 0o644); err != nil {
		t.Fatal(err)
	}
	before = contents(t, p.out)
	refused("orders-unsound", languages("en"))
}
