package replay

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
)

// The folder with the inputs of SUMO, and the two files of settings in it.
const (
	SUMOFolder     = "sumo"
	netconvertFile = "plan.netccfg"
	sumoFile       = "plan.sumocfg"
)

//go:embed sumo_readme.txt
var sumoReadme []byte

// SUMO returns a case as plain inputs of SUMO, from which “netconvert -c plan.netccfg” and “sumo -c
// plan.sumocfg” replay it with its mesoscopic model: each link lets pass what its rate is, nobody is taken
// out of a jam or dropped, everybody drives at the speed of the link. Ids may have letters, digits, “_”,
// “-” and “.”, as those of scenarios do. Links that are shut are left out.
//
// On a lane a vehicle follows the one before it after a time tau and the time that 7.5 m take, so tau is
// the headway of the rate less that. A lane that passes more than 133 vehicles an hour for each km/h would
// have less than no time; there SUMO lets pass that many.
func (c *Case) SUMO() []File {
	files := []File{
		{"nodes.nod.xml", c.sumoNodes()},
		{"edges.edg.xml", c.sumoEdges()},
		{"turns.con.xml", c.sumoTurns()},
		{"types.typ.xml", c.sumoTypes()},
		{"meso.add.xml", c.sumoHeadways(false)},
		{"triangular.add.xml", c.sumoHeadways(true)},
		{"trips.rou.xml", c.sumoRoutes()},
		{netconvertFile, []byte(netconvertText)},
		{sumoFile, []byte(sumoText)},
		{"README.txt", sumoReadme},
	}
	for i := range files {
		files[i].Name = SUMOFolder + "/" + files[i].Name
	}
	return files
}

const netconvertText = `<configuration>
 <input>
  <node-files value="nodes.nod.xml"/>
  <edge-files value="edges.edg.xml"/>
  <type-files value="types.typ.xml"/>
  <connection-files value="turns.con.xml"/>
 </input>
 <output><output-file value="plan.net.xml"/></output>
 <junctions><no-internal-links value="true"/></junctions>
 <processing><offset.disable-normalization value="true"/></processing>
 <report><no-warnings value="true"/></report>
</configuration>
`

const sumoText = `<configuration>
 <input>
  <net-file value="plan.net.xml"/>
  <route-files value="trips.rou.xml"/>
  <additional-files value="meso.add.xml"/>
 </input>
 <output><tripinfo-output value="arrivals.xml"/></output>
 <mesoscopic>
  <mesosim value="true"/>
  <meso-multi-queue value="false"/>
  <meso-recheck value="0"/>
 </mesoscopic>
 <processing>
  <time-to-teleport value="-1"/>
  <max-depart-delay value="-1"/>
 </processing>
 <report>
  <xml-validation value="never"/>
  <xml-validation.net value="never"/>
  <no-step-log value="true"/>
  <duration-log.statistics value="true"/>
 </report>
</configuration>
`

const standingMetres = float64(standing) / 10

// markup writes elements of XML.
type markup struct{ bytes.Buffer }

// element writes one element; attributes are names and values in turn.
func (m *markup) element(name string, attributes ...any) {
	m.WriteString(" <" + name)
	for i := 0; i < len(attributes); i += 2 {
		fmt.Fprintf(m, " %s=\"", attributes[i])
		xml.EscapeText(m, fmt.Append(nil, attributes[i+1])) // A buffer takes everything.
		m.WriteByte('"')
	}
	m.WriteString("/>\n")
}

// document returns what fill writes within a root.
func document(root string, fill func(m *markup)) []byte {
	var m markup
	m.WriteString("<" + root + ">\n")
	fill(&m)
	m.WriteString("</" + root + ">\n")
	return m.Bytes()
}

// sumoNodes places nodes in metres from the first. Those at one place, such as the two sides of a gate,
// are drawn a little apart, because SUMO drops roads without any extent.
func (c *Case) sumoNodes() []byte {
	const metresPerDegree, apart = 111_195, 30
	type place struct{ x, y int64 }
	taken := map[place]bool{}
	return document("nodes", func(m *markup) {
		for i := range c.Nodes {
			n := &c.Nodes[i]
			at := place{
				int64(math.Round((n.Lon - c.Nodes[0].Lon) * metresPerDegree * math.Cos(c.Nodes[0].Lat*math.Pi/180))),
				int64(math.Round((n.Lat - c.Nodes[0].Lat) * metresPerDegree)),
			}
			for taken[at] {
				at.x += apart
			}
			taken[at] = true
			m.element("node", "id", n.ID, "x", at.x, "y", at.y)
		}
	})
}

func (c *Case) sumoEdges() []byte {
	return document("edges", func(m *markup) {
		for i := range c.Links {
			if l := &c.Links[i]; l.Rate > 0 {
				m.element("edge", "id", l.ID, "from", c.Nodes[l.From].ID, "to", c.Nodes[l.To].ID, "type", l.kind().name(), "length", int64(l.Length))
			}
		}
	})
}

// sumoTurns are the turns that ways take, so that SUMO does not guess which there are.
func (c *Case) sumoTurns() []byte {
	type turn struct{ from, to int32 }
	seen := map[turn]bool{}
	var turns []turn
	for _, way := range c.Ways {
		for k := 1; k < len(way); k++ {
			if t := (turn{way[k-1], way[k]}); !seen[t] {
				seen[t] = true
				turns = append(turns, t)
			}
		}
	}
	slices.SortFunc(turns, func(a, b turn) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return document("connections", func(m *markup) {
		for _, t := range turns {
			m.element("connection", "from", c.Links[t.from].ID, "to", c.Links[t.to].ID)
		}
	})
}

// sumoType is what links of one type have in common.
type sumoType struct {
	lanes int32
	speed float64 // m/s
	tau   float64 // seconds between a vehicle and the next on a lane
}

func (l *Link) kind() sumoType {
	speed := float64(l.Speed) / 3600
	return sumoType{l.Lanes, speed, max(0, 3600*float64(l.Lanes)/l.Rate.VehiclesPerHour()-standingMetres/speed)}
}

func (t sumoType) name() string { return fmt.Sprintf("%dx%.3fx%.3f", t.lanes, t.speed, t.tau) }

// kinds returns the types of the links that are not shut, in the order of their first link.
func (c *Case) kinds() []sumoType {
	seen := map[string]bool{}
	var out []sumoType
	for i := range c.Links {
		if l := &c.Links[i]; l.Rate > 0 && !seen[l.kind().name()] {
			seen[l.kind().name()] = true
			out = append(out, l.kind())
		}
	}
	return out
}

func (c *Case) sumoTypes() []byte {
	return document("types", func(m *markup) {
		for _, t := range c.kinds() {
			m.element("type", "id", t.name(), "numLanes", t.lanes, "speed", t.speed)
		}
	})
}

// sumoHeadways are the times between two vehicles by type. SUMO takes a road for jammed as soon as it holds
// more than drive on it at its rate, and lets the fewer into it the more it holds. If triangular, it does
// so only from where gaps that travel back at one vehicle every 1.4 s keep it from its rate, as in the
// kinematic wave model with a triangular diagram (Newell 1993), which is ours.
func (c *Case) sumoHeadways(triangular bool) []byte {
	jammed := seconds(gapBehind)
	return document("additional", func(m *markup) {
		for _, t := range c.kinds() {
			tau, from := plain(t.tau), ""
			if triangular {
				from = fmt.Sprintf(" jamThreshold=\"%.3f\"", max(0.001, 1-jammed/(t.tau+standingMetres/t.speed)))
			}
			fmt.Fprintf(m, " <type id=%q><meso tauff=%q taufj=%q taujf=%q taujj=\"%g\"%s/></type>\n", t.name(), tau, tau, tau, jammed, from)
		}
	})
}

// sumoRoutes are the ways, and the vehicles in order of departure.
func (c *Case) sumoRoutes() []byte {
	order := make([]int32, len(c.Trips))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(c.Trips[a].Depart, c.Trips[b].Depart) })
	return document("routes", func(m *markup) {
		m.element("vType", "id", "car", "length", 5, "minGap", standingMetres-5, "speedDev", 0)
		for w, text := range c.wayTexts() {
			m.element("route", "id", w, "edges", text)
		}
		for _, i := range order {
			t := &c.Trips[i]
			m.element("vehicle", "id", t.ID, "type", "car", "route", t.Way, "depart", fmt.Sprintf("%.2f", seconds(t.Depart)), "departSpeed", "max")
		}
	})
}
