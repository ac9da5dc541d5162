package replan

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"wayout/internal/export"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/problem"
	"wayout/internal/question"
	"wayout/internal/scenario"
	"wayout/internal/view"
)

// Request is what is asked in the page.
type Request struct {
	Variant  string              `json:"variant"`
	Set      []scenario.Override `json:"set"`
	Deadline string              `json:"deadline"`
	Prices   bool                `json:"prices"` // plan again for every concession as well
}

// Reply is what the page is told. View is nil where there is no plan.
type Reply struct {
	View *view.View `json:"view"`
	// Summary is summary.json, byte for byte as the command line writes it; PlanSHA256 is the hash of
	// its plan.json.
	Summary    string           `json:"summary"`
	PlanSHA256 string           `json:"plan_sha256"`
	Problems   []problem.Record `json:"problems"`
	Error      string           `json:"error"` // what was asked wrongly
}

// Pack puts the files of a scenario into the form in which a page carries them: a zip archive in
// base64. The same files give the same bytes.
func Pack(files map[string][]byte) (string, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Unix(0, 0).UTC()})
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			return "", err
		}
	}
	err := archive.Close()
	return base64.StdEncoding.EncodeToString(out.Bytes()), err
}

// Planner answers questions about one scenario. It remembers what the scenario comes to as it stands,
// with which every answer is compared.
type Planner struct {
	files      fs.FS
	asItStands map[string]*planner.Result // by deadline
}

// Open returns a planner for packed files. It returns an error where they are damaged.
func Open(packed string) (*Planner, error) {
	data, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return nil, fmt.Errorf("the files of the scenario are damaged: %w", err)
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the files of the scenario are damaged: %w", err)
	}
	return &Planner{files: files, asItStands: map[string]*planner.Result{}}, nil
}

// Prepare plans the scenario as it stands, so that the first answer need not.
func (p *Planner) Prepare(ctx context.Context) error {
	_, err := p.before(ctx, "")
	return err
}

// before returns what the scenario comes to as it stands.
func (p *Planner) before(ctx context.Context, deadline string) (*planner.Result, error) {
	if known, ok := p.asItStands[deadline]; ok {
		return known, nil
	}
	result, err := question.AsItStands(ctx, p.files, deadline)
	if err == nil {
		p.asItStands[deadline] = result
	}
	return result, err
}

// Answer plans the scenario as the request, which is JSON, asks. Whatever is wrong with either stands
// in the reply. Progress is told how far the work is; it may be nil.
func (p *Planner) Answer(ctx context.Context, request []byte, progress func(done float64)) Reply {
	var q Request
	if err := json.Unmarshal(request, &q); err != nil {
		return Reply{Problems: []problem.Record{}, Error: "the request is not understood: " + err.Error()}
	}
	f, list, err := question.Read(p.files, q.Variant, q.Set)
	if err != nil {
		return Reply{Problems: []problem.Record{}, Error: err.Error()}
	}
	reply := Reply{Problems: list.Records()}
	if f.Scenario == nil {
		return reply
	}
	if err := p.plan(ctx, f.Scenario, &q, &reply, progress); err != nil {
		reply.Error = err.Error()
	}
	return reply
}

// plan fills in the answer.
func (p *Planner) plan(ctx context.Context, s *scenario.Scenario, q *Request, r *Reply, progress func(done float64)) error {
	deadline, err := question.Deadline(s, q.Deadline)
	if err != nil {
		return err
	}
	result, err := planner.Make(ctx, s, planner.Options{Deadline: deadline, Progress: progress})
	if errors.Is(err, planner.ErrNobody) {
		var list problem.List
		list.Add(problem.PlanNobody, problem.Where{}, "")
		r.Problems = append(r.Problems, list.Records()...)
		return nil
	}
	if err != nil {
		return err
	}
	var prices *pricing.PriceList
	if q.Prices {
		if prices, err = pricing.PricesOf(ctx, s, result, pricing.Options{Deadline: deadline, Progress: progress}); err != nil {
			return err
		}
	}
	v := view.Of(s, result, prices, q.Variant)
	if len(s.Overrides) > 0 {
		before, err := p.before(ctx, q.Deadline)
		if err != nil {
			return err
		}
		v.Summary.CompareWith(before)
	}
	r.View = &v
	r.Summary = string(v.Summary.JSON())
	sum := sha256.Sum256(export.Plan(s, &result.Plan))
	r.PlanSHA256 = hex.EncodeToString(sum[:])
	return nil
}
