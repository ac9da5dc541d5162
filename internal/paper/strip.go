package paper

// Room in strip maps, in millimetres.
const (
	distanceWidth = 24.0
	lineAt        = margin + 31.0 // the middle of the line
	nameAt        = margin + 39.0
	inStop        = 1.6 // above and below the words of a stop
	leastStop     = 11.0
	lineThickness = 0.8
)

func (b Strip) lay(l *layout) error {
	for i, stop := range b.Stops {
		bands, height, err := l.stop(stop)
		if err != nil {
			return err
		}
		if i == 0 {
			bands[0].gap = aboveBlock
		}
		for k := range bands {
			draw, part := bands[k].draw, bands[k].height
			bands[k].draw = func(y float64, first bool) {
				from, to := y, y+part
				if i == 0 && k == 0 {
					from += height
				}
				if i == len(b.Stops)-1 {
					to = y
					if k == 0 {
						to += height
					}
				}
				if to > from {
					l.canvas.upright(lineAt, from, to-from, lineThickness)
				}
				if k == 0 {
					l.mark(stop.Mark, y+height)
				}
				draw(y, first)
			}
		}
		if err := l.add(bands...); err != nil {
			return err
		}
	}
	return nil
}

// stop returns the words of a stop, and how far below its upper edge its mark stands.
func (l *layout) stop(s Stop) (bands []band, mark float64, err error) {
	name, note := style{Body.points(), true}, style{Small.points(), false}
	width := margin + textWidth - nameAt
	distance, err := l.lines(s.Distance, note, distanceWidth)
	if err != nil {
		return nil, 0, err
	}
	names, err := l.lines(s.Name, name, width)
	if err != nil {
		return nil, 0, err
	}
	notes, err := l.all(s.Notes, note, width)
	if err != nil {
		return nil, 0, err
	}
	distances := l.words(distance, note, margin, distanceWidth, end)
	words := l.words(names, name, nameAt, width, start)
	words = append(words, l.words(notes, note, nameAt, width, start)...)
	distances[0].height = words[0].height
	distances[0].draw = func(y float64) {
		l.canvas.put(distance[0], margin, y, distanceWidth, words[0].height, note, end)
	}
	return l.row([]column{distances, words}, inStop, leastStop), inStop + words[0].height/2, nil
}

// The size of marks, in millimetres.
const (
	dotRadius  = 1.3
	ringRadius = 2.5
	squareSide = 4.8
	barWidth   = 7.0
	barHeight  = 1.1
)

// mark draws the mark of a stop on the line.
func (l *layout) mark(m Mark, y float64) {
	c, half := l.canvas, squareSide/2
	switch m {
	case Start:
		c.disc(lineAt, y, ringRadius, 0.7)
		c.disc(lineAt, y, ringRadius/2.4, 0)
	case Gate:
		c.clear(lineAt-barWidth/2, y-barHeight*1.5, barWidth, barHeight*3)
		c.fill(lineAt-barWidth/2, y-barHeight*1.5, barWidth, barHeight)
		c.fill(lineAt-barWidth/2, y+barHeight/2, barWidth, barHeight)
	case Halt:
		c.clear(lineAt-half, y-half, squareSide, squareSide)
		c.frame(lineAt-half, y-half, squareSide, squareSide, 0.7)
	case Fuel:
		c.drop(lineAt, y, ringRadius)
	case End:
		c.clear(lineAt-half-0.8, y-half-0.8, squareSide+1.6, squareSide+1.6)
		c.frame(lineAt-half-0.8, y-half-0.8, squareSide+1.6, squareSide+1.6, 0.5)
		c.fill(lineAt-half+0.4, y-half+0.4, squareSide-0.8, squareSide-0.8)
	default:
		c.disc(lineAt, y, dotRadius, 0)
	}
}
