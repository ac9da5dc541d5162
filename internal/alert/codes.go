package alert

import "fmt"

// Status says how an alert is to be handled. The zero value asks nobody to act.
type Status uint8

// The statuses of CAP 1.2, section 3.2.1.
const (
	Draft    Status = iota // a template, not to be acted on
	Actual                 // to be acted on by all who receive it
	Exercise               // to be acted on by those who take part; Alert.Note names the exercise
	System                 // for the network of alerts itself
	Test                   // to be ignored by all who receive it
)

var statusCodes = []string{"Draft", "Actual", "Exercise", "System", "Test"}

// String returns the code of the standard.
func (s Status) String() string { return code(statusCodes, s) }

// MsgType says what an alert does to earlier ones. CAP's Ack and Error are not written.
type MsgType uint8

// The types of message of CAP 1.2, section 3.2.1.
const (
	AlertMessage MsgType = iota // the first of its matter
	Update                      // replaces those it refers to
	Cancel                      // takes back those it refers to
)

var msgTypeCodes = []string{"Alert", "Update", "Cancel"}

// String returns the code of the standard.
func (m MsgType) String() string { return code(msgTypeCodes, m) }

// Scope says to whom an alert may be shown. The zero value is the careful one: a route and an hour
// are targeting data.
type Scope uint8

// The scopes of CAP 1.2, section 3.2.1.
const (
	Restricted Scope = iota // to those whom Alert.Restriction names
	Public                  // to everybody
	Private                 // to Alert.Addresses only
)

var scopeCodes = []string{"Restricted", "Public", "Private"}

// String returns the code of the standard.
func (s Scope) String() string { return code(scopeCodes, s) }

// Category is the kind of event an alert is about.
type Category uint8

// The categories of CAP 1.2, section 3.2.2.
const (
	Geo Category = iota
	Met
	Safety
	Security
	Rescue
	Fire
	Health
	Env
	Transport
	Infra
	CBRNE
	OtherCategory
)

var categoryCodes = []string{
	"Geo", "Met", "Safety", "Security", "Rescue", "Fire",
	"Health", "Env", "Transport", "Infra", "CBRNE", "Other",
}

// String returns the code of the standard.
func (c Category) String() string { return code(categoryCodes, c) }

// ResponseType is what those who receive an alert are asked to do.
type ResponseType uint8

// The types of response of CAP 1.2, section 3.2.2.
const (
	Shelter ResponseType = iota
	Evacuate
	Prepare
	Execute
	Avoid
	Monitor
	Assess
	AllClear
	NoResponse
)

var responseTypeCodes = []string{
	"Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None",
}

// String returns the code of the standard.
func (r ResponseType) String() string { return code(responseTypeCodes, r) }

// Urgency is how soon one should act.
type Urgency uint8

// The urgencies of CAP 1.2, section 3.2.2.
const (
	UnknownUrgency Urgency = iota
	Immediate              // at once
	Expected               // within the next hour
	Future                 // in the near future
	Past                   // no longer
)

var urgencyCodes = []string{"Unknown", "Immediate", "Expected", "Future", "Past"}

// String returns the code of the standard.
func (u Urgency) String() string { return code(urgencyCodes, u) }

// Severity is how great the threat to life or property is.
type Severity uint8

// The severities of CAP 1.2, section 3.2.2.
const (
	UnknownSeverity Severity = iota
	Extreme
	Severe
	Moderate
	Minor
)

var severityCodes = []string{"Unknown", "Extreme", "Severe", "Moderate", "Minor"}

// String returns the code of the standard.
func (s Severity) String() string { return code(severityCodes, s) }

// Certainty is how sure the event is.
type Certainty uint8

// The certainties of CAP 1.2, section 3.2.2.
const (
	UnknownCertainty Certainty = iota
	Observed                   // it has happened or goes on
	Likely                     // more than one half
	Possible                   // one half or less
	Unlikely                   // close to none
)

var certaintyCodes = []string{"Unknown", "Observed", "Likely", "Possible", "Unlikely"}

// String returns the code of the standard.
func (c Certainty) String() string { return code(certaintyCodes, c) }

// code returns the code of a value, or its number where the standard has none.
func code[T ~uint8](codes []string, value T) string {
	if int(value) >= len(codes) {
		return fmt.Sprintf("number %d", uint8(value))
	}
	return codes[value]
}
