package popgrid

import (
	"fmt"
	"math"
	"strings"

	"wayout/internal/projection"
)

// transform turns columns and rows, counted from the upper left corner, into coordinates.
type transform struct{ x0, xColumn, xRow, y0, yColumn, yRow float64 }

// at returns the coordinates of a point of the grid.
func (t transform) at(column, row float64) (x, y float64) {
	return t.x0 + column*t.xColumn + row*t.xRow, t.y0 + column*t.yColumn + row*t.yRow
}

// inverse returns the transform back; ok is false where there is none.
func (t transform) inverse() (back transform, ok bool) {
	d := t.xColumn*t.yRow - t.xRow*t.yColumn
	if !(math.Abs(d) > 0) || math.IsInf(d, 0) {
		return back, false
	}
	back = transform{
		xColumn: t.yRow / d, xRow: -t.xRow / d,
		yColumn: -t.yColumn / d, yRow: t.xColumn / d,
	}
	back.x0 = -(t.x0*back.xColumn + t.y0*back.xRow)
	back.y0 = -(t.x0*back.yColumn + t.y0*back.yRow)
	return back, true
}

// The keys of GeoTIFF that are read.
const (
	keyModel       = 1024
	keyRasterType  = 1025
	keyCitation    = 1026
	keyGeographic  = 2048
	keyGeoCitation = 2049
	keyProjected   = 3072
	keyProCitation = 3073
	pixelIsPoint   = 2
	userDefined    = 32767
	modelOfDegrees = 2
)

// geoKeys are the keys of a file: numbers and texts.
type geoKeys struct {
	numbers map[uint16]uint16
	texts   map[uint16]string
}

// newGeoKeys reads the directory of keys.
func newGeoKeys(t *tiff) (geoKeys, error) {
	out := geoKeys{map[uint16]uint16{}, map[uint16]string{}}
	directory, err := t.shorts(tagGeoKeys)
	if err != nil {
		return out, err
	}
	text, err := t.text(tagGeoText)
	if err != nil {
		return out, err
	}
	for i := 4; i+4 <= len(directory); i += 4 {
		key, place, count, value := directory[i], directory[i+1], int(directory[i+2]), directory[i+3]
		switch place {
		case 0:
			out.numbers[key] = value
		case tagGeoText:
			if begin, end := int(value), int(value)+count; end <= len(text) {
				out.texts[key] = strings.TrimRight(text[begin:end], "|\x00")
			}
		}
	}
	return out, nil
}

// newTransform reads where the grid lies: a matrix, or the size of a cell and one tied point.
func newTransform(t *tiff, keys geoKeys) (transform, error) {
	matrix, err := t.doubles(tagTransform)
	if err != nil {
		return transform{}, err
	}
	scale, err := t.doubles(tagPixelScale)
	if err != nil {
		return transform{}, err
	}
	tie, err := t.doubles(tagTiepoint)
	if err != nil {
		return transform{}, err
	}
	var out transform
	switch {
	case len(matrix) == 16:
		out = transform{matrix[3], matrix[0], matrix[1], matrix[7], matrix[4], matrix[5]}
	case len(scale) >= 2 && len(tie) >= 6:
		out = transform{
			x0: tie[3] - tie[0]*scale[0], xColumn: scale[0],
			y0: tie[4] + tie[1]*scale[1], yRow: -scale[1],
		}
	default:
		return out, wrong("Take the GeoTIFF itself, not an image made of it.", "it does not say where its cells lie")
	}
	if keys.numbers[keyRasterType] == pixelIsPoint {
		// The coordinates are those of the middle of a cell.
		out.x0, out.y0 = out.at(-0.5, -0.5)
	}
	_, ok := out.inverse()
	if x, y := out.at(1, 1); !ok || math.IsNaN(x+y) || math.IsInf(x+y, 0) {
		return out, wrong(mend, "its cells have no size")
	}
	return out, nil
}

// names returns what may be the name of the coordinate reference system, best first. A projected file
// has the key of its degrees as well, and where it is in Mollweide no code but citations.
func (k geoKeys) names() []string {
	code, citations := k.numbers[keyProjected], []uint16{keyProCitation, keyCitation}
	if k.geographic() {
		code, citations = k.numbers[keyGeographic], []uint16{keyGeoCitation, keyCitation}
	}
	var out []string
	if code != 0 && code != userDefined {
		out = append(out, fmt.Sprintf("EPSG:%d", code))
	}
	for _, key := range citations {
		for part := range strings.SplitSeq(k.texts[key], "|") {
			// GDAL writes "PCS Name = World_Mollweide" and "ESRI PE String = PROJCS[…]".
			if _, name, ok := strings.Cut(part, " = "); ok {
				part = name
			}
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// geographic reports whether the coordinates are degrees.
func (k geoKeys) geographic() bool {
	if model, ok := k.numbers[keyModel]; ok {
		return model == modelOfDegrees
	}
	_, projected := k.numbers[keyProjected]
	return !projected
}

// newProjection finds the projection by the given name or by what the file says.
func newProjection(given string, keys geoKeys) (projection.Projection, error) {
	names := keys.names()
	if given != "" {
		names = []string{given}
	}
	for _, name := range names {
		if p, err := projection.Parse(name); err == nil {
			return p, nil
		}
	}
	if len(names) == 0 {
		return projection.Projection{}, wrong("Give it; known are "+projection.Known+".", "it does not name its coordinate reference system")
	}
	return projection.Projection{}, wrong("Known are "+projection.Known+".", "its coordinate reference system %q is not known", names[0])
}
