// Package traffic says what the road would really do: with a plan, as people may keep it, and
// without one, when everybody leaves at once.
//
// It makes no plans, judges no rules (verify does), and shares no code with the engines. Nothing in
// it says that a way is safe. The traffic itself is in its room queue; what people do on the road is a
// table of behaviours, each with a source or called an assumption.
//
//	scenario, plan ──► cars, buses, columns on foot ──► queue, many runs ──► Study
package traffic
