package alert

import "time"

// Alert is one CAP message. Texts may hold any script; none may hold control characters other than
// tab and line breaks. Times are whole seconds and keep the offset of their location.
//
// Elements of CAP without a field are never written: source, code, incidents; of an info eventCode,
// web, contact, parameter, resource; of an area altitude, ceiling. Source: OASIS CAP-v1.2, section
// 3.2.1.
type Alert struct {
	Identifier  string // unique at the sender; without spaces, commas, < and &
	Sender      string // unique in the world, such as a domain name; same characters as Identifier
	Sent        time.Time
	Status      Status
	MsgType     MsgType
	Scope       Scope
	Restriction string      // who may see it: always with Restricted, never otherwise
	Addresses   []string    // who shall get it: always with Private, never otherwise
	Note        string      // what the message is for, such as the name of the exercise
	References  []Reference // the messages it replaces or takes back: none for AlertMessage
	Infos       []Info      // one a language; at least one, except in a Cancel
}

// Reference names an earlier message by what makes it unique.
type Reference struct {
	Sender, Identifier string
	Sent               time.Time
}

// Reference returns what an update of the alert, or its cancellation, must name.
func (a *Alert) Reference() Reference { return Reference{a.Sender, a.Identifier, a.Sent} }

// Info says what an alert is about, in one language. All infos of an alert have equal codes and
// equal times. Source: OASIS CAP-v1.2, section 3.2.2.
type Info struct {
	Language      string // as in RFC 3066, such as hy; always written, because CAP takes none for en-US
	Categories    []Category
	Event         string // the kind of event in words
	ResponseTypes []ResponseType
	Urgency       Urgency
	Severity      Severity
	Certainty     Certainty
	Audience      string // for whom it is meant
	Effective     time.Time
	Onset         time.Time // when the event begins
	Expires       time.Time
	SenderName    string
	Headline      string // at most 160 characters
	Description   string
	Instruction   string
	Areas         []Area
}

// Area is where an alert applies: all its polygons, circles and geocodes together. Source: OASIS
// CAP-v1.2, section 3.2.4.
type Area struct {
	Description string
	Polygons    [][]Point // at least four points each, the last the same as the first
	Circles     []Circle
	Geocodes    []Geocode
}

// Point is a place as longitude and latitude, in that order, in degrees, WGS 84. CAP writes them
// the other way round.
type Point [2]float64

// Circle is all within a distance of a point.
type Circle struct {
	Centre     Point
	Kilometres float64
}

// Geocode is the code of a place in a system of codes, such as a P-code.
type Geocode struct {
	ValueName string // the system
	Value     string
}
