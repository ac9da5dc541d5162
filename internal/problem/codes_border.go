package problem

import "maps"

// Codes of the border of an area: its file, its rings, and a box written as text.
const (
	BorderInvalid Code = "border-invalid"
	BorderNone    Code = "border-none"
	BorderRing    Code = "border-ring"
	BorderCorner  Code = "border-corner"
	BorderIgnored Code = "border-ignored"
	BoxInvalid    Code = "box-invalid"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		BorderInvalid: {Error, "This is no border of an area: {0}.", "Save it as GeoJSON in degrees (WGS 84), or as a polygon filter (.poly): a name, sections of longitude and latitude that close with END, and END."},
		BorderNone:    {Error, "There is no polygon in the file.", "Draw the border as a polygon; a line is none, even where it ends at its beginning."},
		BorderRing:    {Error, "A ring of the border {0}.", "{1}"},
		BorderCorner:  {Error, "A corner of the border is not on the Earth.", "{0}"},
		BorderIgnored: {Warning, "{0} part(s) of the file are no polygons and were left out, here first: {1}.", "Make polygons of them if they belong to the border."},
		BoxInvalid:    {Error, "This is no box: {0}.", "Write west,south,east,north in degrees, such as 123.6,13.0,123.9,13.3."},
	})
}
