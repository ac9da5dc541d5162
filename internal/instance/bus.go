package instance

import (
	"fmt"
	"strconv"
	"strings"

	"wayout/internal/fleet/fullload"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// ReadBuses reads a bus evacuation problem in the text format of the published instances. The
// problem is nil when the list has errors; all of them are listed, up to fifty of a kind.
//
// The format is lines of whole numbers with blanks between them; empty lines do not count:
//
//	buses, people a bus takes
//	depots, then the buses of each
//	points, people in all, then the people of each
//	shelters, room in all, then the room of each
//	for every depot a row: its number from 1, then the time to each point
//	for every point a row: its number from 1, then the time to each shelter, and back
//
// Times have no unit of their own, some files hold metres. They are read as seconds, so that the
// plan is in the unit of the file under the name of seconds.
func ReadBuses(name string, data []byte) (*fullload.Problem, problem.List) {
	r := &busReader{name: name}
	if len(data) > sheet.MostBytes {
		r.add(problem.FileTooLarge, problem.Where{File: name}, "", fmt.Sprintf("%d MB", sheet.MostBytes>>20))
		return nil, r.problems.List
	}
	r.split(string(data))
	p := r.read()
	if !r.problems.HasErrors() {
		if err := p.Validate(); err != nil {
			text := strings.ReplaceAll(err.Error(), "\n", "; ")
			r.add(problem.BusInvalid, problem.Where{File: name}, "", text)
		}
	}
	r.problems.Close(problem.TableMore, 0)
	if r.problems.HasErrors() {
		return nil, r.problems.List
	}
	return &p, r.problems.List
}

// busReader carries one call of ReadBuses.
type busReader struct {
	reader
	name  string
	lines []busLine
	next  int // first line that was not read yet
}

// busLine is a line that is not empty.
type busLine struct {
	number int
	words  []string
}

func (r *busReader) split(text string) {
	text = strings.TrimPrefix(text, "\uFEFF")
	for i, line := range strings.Split(text, "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			r.lines = append(r.lines, busLine{i + 1, words})
		}
	}
}

// read reads the lines in order.
func (r *busReader) read() fullload.Problem {
	var p fullload.Problem
	if len(r.lines) == 0 {
		r.add(problem.FileEmpty, problem.Where{File: r.name}, "")
		return p
	}
	fleet := r.line("the buses", "the number of buses and how many people one takes", 2,
		fullload.MostBuses, fullload.MostPeople)
	depots := r.list("the depots", false, fullload.MostBuses)
	if fleet != nil {
		r.checkSum(depots, fleet[0])
	}
	points := r.list("the points", true, fullload.MostPeople)
	r.checkSum(points, points.total)
	shelters := r.list("the shelters", true, fullload.MostPeople)
	r.checkSum(shelters, shelters.total)
	if r.problems.HasErrors() {
		return p // without these lines nothing is known about the rows
	}
	p.Capacity = unit.Person(fleet[1])
	for _, buses := range depots.each {
		p.Depots = append(p.Depots, fullload.Depot{Buses: unit.Vehicle(buses)})
	}
	for _, people := range points.each {
		p.Points = append(p.Points, fullload.Point{People: unit.Person(people)})
	}
	for _, room := range shelters.each {
		p.Shelters = append(p.Shelters, fullload.Shelter{Room: unit.Person(room)})
	}
	for i := range p.Depots {
		p.Depots[i].ToPoint = r.times("depot", i, "point", len(p.Points))
	}
	for i := range p.Points {
		p.Points[i].ToShelter = r.times("point", i, "shelter", len(p.Shelters))
	}
	for _, line := range r.lines[r.next:] {
		r.add(problem.BusExtra, r.at(line), strings.Join(line.words[:min(len(line.words), 8)], " "))
	}
	return p
}

// busList is a line that gives a number to each of some places.
type busList struct {
	line  busLine
	total int64
	each  []int64
	good  bool // whether the line could be read
}

// list reads the number of places, with total also what they have in all, and what each has.
func (r *busReader) list(what string, total bool, most int64) busList {
	head, holds := 1, "the number of "+strings.TrimPrefix(what, "the ")+" and a number for each"
	if total {
		head, holds = 2, "the number of "+strings.TrimPrefix(what, "the ")+", a total and a number for each"
	}
	if r.next >= len(r.lines) {
		r.missing(what)
		return busList{}
	}
	line := r.lines[r.next]
	count, ok := r.parse(line, line.words[0], fullload.MostPlaces)
	if !ok {
		r.next++
		return busList{}
	}
	limits := []int64{fullload.MostPlaces}
	if total {
		limits = append(limits, most*fullload.MostPlaces)
	}
	numbers := r.line(what, holds, head+int(count), append(limits, most)...)
	if numbers == nil {
		return busList{}
	}
	list := busList{line: line, each: numbers[head:], good: true}
	if total {
		list.total = numbers[1]
	}
	return list
}

// checkSum checks that what each place has sums to the total.
func (r *busReader) checkSum(list busList, total int64) {
	var sum int64
	for _, n := range list.each {
		sum += n
	}
	if list.good && sum != total {
		r.add(problem.BusSum, r.at(list.line), "", fmt.Sprint(sum), fmt.Sprint(total))
	}
}

// times reads the row of times from one place to all others of a kind.
func (r *busReader) times(what string, i int, to string, count int) []unit.Second {
	if r.next >= len(r.lines) {
		r.missing(fmt.Sprintf("the row of %s %d", what, i+1))
		return nil
	}
	line := r.lines[r.next]
	holds := fmt.Sprintf("the number of the %s and a time for each %s", what, to)
	numbers := r.line("", holds, 1+count, fullload.MostPlaces, fullload.MostTime)
	if numbers == nil {
		return nil
	}
	if numbers[0] != int64(i+1) {
		r.add(problem.BusRow, r.at(line), line.words[0], fmt.Sprint(i+1))
	}
	times := make([]unit.Second, 0, count)
	for _, n := range numbers[1:] {
		times = append(times, unit.Second(n))
	}
	return times
}

// line reads the next line as so many numbers. The limits belong to the first numbers, the last
// of them to all others. It returns nil where the line is missing or bad.
func (r *busReader) line(what, holds string, want int, limits ...int64) []int64 {
	if r.next >= len(r.lines) {
		r.missing(what)
		return nil
	}
	line := r.lines[r.next]
	r.next++
	if len(line.words) != want {
		r.add(problem.BusWords, r.at(line), "", fmt.Sprint(len(line.words)), fmt.Sprint(want), holds)
		return nil
	}
	numbers := make([]int64, 0, want)
	good := true
	for i, word := range line.words {
		n, ok := r.parse(line, word, limits[min(i, len(limits)-1)])
		numbers = append(numbers, n)
		good = good && ok
	}
	if !good {
		return nil
	}
	return numbers
}

// parse reads one number from 0 to most.
func (r *busReader) parse(line busLine, word string, most int64) (int64, bool) {
	n, err := strconv.ParseInt(word, 10, 64)
	switch {
	case err != nil && strings.Trim(word, "0123456789") != "":
		r.add(problem.BusNumber, r.at(line), word)
		return 0, false
	case err != nil || n < 0 || n > most:
		r.add(problem.BusRange, r.at(line), word, "0", fmt.Sprint(most))
		return 0, false
	}
	return n, true
}

func (r *busReader) at(line busLine) problem.Where {
	return problem.Where{File: r.name, Line: line.number}
}

// missing says, once, that the file has ended.
func (r *busReader) missing(what string) {
	if r.problems.Found(problem.BusMissing, r.name) == 0 {
		r.add(problem.BusMissing, problem.Where{File: r.name}, "", what)
	}
}
