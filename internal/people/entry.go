package people

import "wayout/internal/gazetteer"

// Entries returns places as a gazetteer is told of them, with all their names, in their order, and
// which place each entry is. A place without a name, such as a mere junction, is left out.
func Entries(places []Place) (entries []gazetteer.Entry, of []int) {
	for i := range places {
		p := &places[i]
		if p.Name == "" {
			continue
		}
		e := gazetteer.Entry{ID: p.ID, Name: p.Name, Aliases: p.Aliases, People: p.People.Used}
		for _, name := range p.Names {
			e.Names = append(e.Names, gazetteer.Name(name))
		}
		entries, of = append(entries, e), append(of, i)
	}
	return entries, of
}
