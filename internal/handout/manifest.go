package handout

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"wayout/internal/alert"
	"wayout/internal/disk"
	"wayout/internal/orders"
	"wayout/internal/problem"
)

// Names beside the plan.
const (
	ManifestFile = "orders.json"
	LogFile      = "orders-log.csv"
	Folder       = "orders"
	OutOfDate    = "OUT-OF-DATE.txt"
)

const (
	manifestFormat  = "wayout orders"
	manifestVersion = 1
	mostManifest    = 64 << 20
)

// Manifest remembers the last version of orders: of which plan it was, what it told every town, and
// which messages went out. It is as restricted as the plan beside it.
type Manifest struct {
	Format        string `json:"format"`
	FormatVersion int    `json:"version"`
	Level         string `json:"level"`

	Version    int       `json:"orders_version"`
	Replaces   int       `json:"replaces,omitempty"`
	Issued     time.Time `json:"issued"`
	Cancelled  bool      `json:"cancelled"`
	PlanSHA256 string    `json:"plan_sha256"` // of the bytes of plan.json
	// Told has by id of the place what this version says, Before what the replaced one said.
	Told   map[string]orders.Hours `json:"told"`
	Before map[string]orders.Hours `json:"before"`
	// Messages has by id of the place the message of this version, Earlier that of the replaced one.
	Messages map[string]Message `json:"messages"`
	Earlier  map[string]Message `json:"earlier"`
	// Printed has by level the version that was last printed at it.
	Printed map[string]int `json:"printed"`
}

// Message is what a later message needs to refer to one.
type Message struct {
	Sender     string    `json:"sender"`
	Identifier string    `json:"identifier"`
	Sent       time.Time `json:"sent"`
}

// Reference returns it as CAP 1.2 refers to messages.
func (m Message) Reference() alert.Reference { return alert.Reference(m) }

// ReadManifest reads what a folder of results remembers of its orders; nil where there are none.
func ReadManifest(out string) (*Manifest, problem.List) {
	var list problem.List
	where := problem.Where{File: filepath.Join(out, ManifestFile)}
	data, err := disk.Read(where.File, mostManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		list.Add(problem.ResultUnread, where, "", disk.Reason(err))
		return nil, list
	}
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		list.Add(problem.OrdersManifest, where, "", err.Error())
		return nil, list
	}
	for level := range m.Printed {
		if _, known := orders.LevelOf(level); !known { // It is the name of a folder that is written to.
			list.Add(problem.OrdersManifest, where, level, "it names a level that there is not")
			return nil, list
		}
	}
	if m.Format != manifestFormat || m.FormatVersion != manifestVersion || m.Version < 1 {
		list.Add(problem.OrdersManifest, where, m.Format, "it is not of this program")
		return nil, list
	}
	return m, nil
}

// Next returns what the orders of a plan are to be called: the same version where the same plan was
// printed already, else a new one that replaces the last. m is nil where there was none.
func (m *Manifest) Next(plan string, cancel bool, now time.Time) Manifest {
	if m == nil {
		return Manifest{
			Format: manifestFormat, FormatVersion: manifestVersion, Level: orders.Restricted.String(),
			Version: 1, Issued: now, Cancelled: cancel, PlanSHA256: plan, Printed: map[string]int{},
		}
	}
	next := *m
	if m.PlanSHA256 == plan && m.Cancelled == cancel {
		return next
	}
	next.Version, next.Replaces, next.Issued = m.Version+1, m.Version, now
	next.Cancelled, next.PlanSHA256 = cancel, plan
	next.Before, next.Earlier = m.Told, m.Messages
	next.Told, next.Messages = nil, nil
	return next
}

// bytes returns the manifest as a file.
func (m *Manifest) bytes() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}
