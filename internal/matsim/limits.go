package matsim

// Limits of what is read. Networks of whole countries stay below a tenth of them.
const (
	MostBytes   = 4 << 30    // of a file, unpacked
	MostItems   = 5_000_000  // nodes, links, persons or changes of a file
	mostElement = 4 << 20    // bytes of one tag or of the text between two
	mostDepth   = 64         // elements within elements, lists within lists
	mostJSON    = 8 << 20    // bytes of a file of disruptions
	mostText    = 200        // characters of a name or description
	mostMetres  = 10_000_000 // of a link
	mostPerHour = 1_000_000  // vehicles an hour of a link
	mostKMH     = 300        // of a link
	mostLanes   = 1_000
	mostSeconds = 1000 * 86_400 // of a moment since midnight of the first day
)
