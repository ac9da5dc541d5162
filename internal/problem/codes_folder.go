package problem

import "maps"

// Codes of scenario folders: scenario.yaml, columns and values, overrides, and records that do
// not fit each other.
const (
	YAMLInvalid   Code = "yaml-invalid"
	YAMLAlias     Code = "yaml-alias"
	YAMLTag       Code = "yaml-tag"
	YAMLDocuments Code = "yaml-documents"
	YAMLKind      Code = "yaml-kind"
	SettingsEmpty Code = "settings-empty"
	SettingsMany  Code = "settings-many"
	KeyUnknown    Code = "key-unknown"
	KeyTwice      Code = "key-twice"
	KeyMissing    Code = "key-missing"
	FileOutside   Code = "file-outside"
	FileNotListed Code = "file-not-listed"
	VariantFails  Code = "variant-fails"

	SetUnknown  Code = "set-unknown"
	SetFixed    Code = "set-fixed"
	SetKept     Code = "set-kept"
	SetSpelling Code = "set-spelling"

	ColumnMissing  Code = "column-missing"
	ColumnUnknown  Code = "column-unknown"
	ColumnPersonal Code = "column-personal"

	ValueMissing Code = "value-missing"
	ValueRange   Code = "value-range"
	ValueChoice  Code = "value-choice"
	ValueText    Code = "value-text"
	ValueLong    Code = "value-long"
	ValueUnused  Code = "value-unused"
	SpanInvalid  Code = "span-invalid"
	HoursInvalid Code = "hours-invalid"

	TimeInvalid   Code = "time-invalid"
	TimeSerial    Code = "time-serial"
	TimeSkipped   Code = "time-skipped"
	TimeTwice     Code = "time-twice"
	TimeDateOnly  Code = "time-date-only"
	TimeOutside   Code = "time-outside"
	ZoneInvalid   Code = "zone-invalid"
	OffsetDiffers Code = "offset-differs"
	StartUneven   Code = "start-uneven"

	IDInvalid        Code = "id-invalid"
	IDTwice          Code = "id-twice"
	IDShared         Code = "id-shared"
	ReferenceUnknown Code = "reference-unknown"
	WindowReversed   Code = "window-reversed"
	CoordinateHalf   Code = "coordinate-half"
	PeopleOrder      Code = "people-order"
	PeopleNone       Code = "people-none"
	PeopleTooMany    Code = "people-too-many"
	VehiclesCrowded  Code = "vehicles-crowded"
	PlaceNoRoad      Code = "place-no-road"
	RoadLoop         Code = "road-loop"
	GateRate         Code = "gate-rate"
	GateTwice        Code = "gate-twice"
	JunctionTwice    Code = "junction-twice"
	JunctionPeople   Code = "junction-people"
	ChangeTwice      Code = "change-twice"
	ClosureTarget    Code = "closure-target"
	ReceptionNone    Code = "reception-none"
	RatesTooMany     Code = "rates-too-many"
	MapInvalid       Code = "map-invalid"
	MapFeature       Code = "map-feature"
	MapRoadTwice     Code = "map-road-twice"
	MapRoadAway      Code = "map-road-away"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		YAMLInvalid:   {Error, "This is not valid YAML: {0}.", "Mend it; indent with spaces, and put text that holds a colon or # in quotation marks."},
		YAMLAlias:     {Error, "Anchors and aliases (& and *) are not used here.", "Write the value out, or put text that begins with & or * in quotation marks."},
		YAMLTag:       {Error, "Tags (!) are not used here.", "Remove it, or put text that begins with ! in quotation marks."},
		YAMLDocuments: {Error, "There is a second document in the file.", "Remove the line --- and what follows it."},
		YAMLKind:      {Error, "Here belongs {0}, not {1}.", "Write {0}, such as “{2}”."},
		SettingsEmpty: {Error, "The file is empty.", "Write the settings of the scenario; “wayout init” writes a folder to start from."},
		SettingsMany:  {Error, "There are {0} entries here; at most {1} are read.", "Leave some out."},
		KeyUnknown:    {Error, "This key is not known.", "{0}"},
		KeyTwice:      {Error, "This key stands twice, on lines {0} and {1}.", "Remove one of them."},
		KeyMissing:    {Error, "The key {0} is missing.", "Add it, such as {1}."},
		FileOutside:   {Error, "This is not the name of a file inside the folder.", "Put the file into the folder and write its name with /, without .. and without a leading /."},
		FileNotListed: {Warning, "The file lies in the folder, but scenario.yaml does not name it, so it was not read.", "Add “{0}: {1}” under files:, or remove it."},
		VariantFails:  {Error, "The variant {0} cannot be used: {1}", "{2}"},

		SetUnknown:  {Error, "This path is not known.", "{0}"},
		SetFixed:    {Error, "An id cannot be set, because other records use it.", "Change it in the file."},
		SetSpelling: {Note, "This was taken as the {0} {1} ({2}).", "Write the id if another is meant."},
		SetKept:     {Warning, "{0} change(s) of this gate in gate_changes still apply later.", "Remove their rows if the rate shall hold throughout."},

		ColumnMissing:  {Error, "The column {0} is missing.", "Add it; {1}"},
		ColumnUnknown:  {Warning, "This column is not known and was not read.", "{0}"},
		ColumnPersonal: {Error, "This column looks like personal data, so the table was refused.", "Remove the column: Wayout counts people and has no field for a person."},

		ValueMissing: {Error, "A value is missing.", "{0}"},
		ValueRange:   {Error, "This is not {0}.", "{1}"},
		ValueChoice:  {Error, "This is none of the choices.", "Write {0}."},
		ValueText:    {Error, "The text holds the invisible control character {0}.", "Remove it, or type the text anew."},
		ValueLong:    {Error, "The text is longer than {0} characters.", "Shorten it."},
		ValueUnused:  {Warning, "The value is not used, because {0}.", "Empty it, or change the other."},
		SpanInvalid:  {Error, "This is not a length of time in whole minutes.", "Write a number and a unit: minutes, hours or days, such as {0}."},
		HoursInvalid: {Error, "These are not opening hours: {0}.", "Write days and times, such as “daily 08:00-16:00” or “Mo-Fr 08:00-12:00,13:00-17:00; Su closed”."},

		TimeInvalid:   {Error, "This is not a time.", "Write year-month-day, T, hours and minutes, such as 2023-09-24T10:00 (local) or 2023-09-24T10:00+04:00."},
		TimeSerial:    {Error, "A spreadsheet program has turned the time into the number of a day; it may be {0}.", "Check it, format the column as text and write {1}."},
		TimeSkipped:   {Error, "This time does not exist: the clocks were put forward.", "Write another, or add the offset, such as {0}."},
		TimeTwice:     {Error, "This time happens twice, because the clocks were put back.", "Add the offset: {0} or {1}."},
		TimeDateOnly:  {Note, "There is a date without a time; it was read as the beginning of the day, {0}.", "Write the time too."},
		TimeOutside:   {Warning, "{0}", "Check the time, the start ({1}) and the horizon (until {2})."},
		ZoneInvalid:   {Error, "This time zone is not known.", "Write its IANA name, such as Asia/Yerevan or Europe/Kyiv."},
		OffsetDiffers: {Warning, "Clocks in {0} show another offset then; the start was read as {1}.", "Correct the offset or the time zone."},
		StartUneven:   {Error, "The start is not a whole minute.", "Leave the seconds out."},

		IDInvalid:        {Error, "This cannot be an id: it may have only {0}, at most 64 characters.", "Write such as {1}; names in any script belong under name."},
		IDTwice:          {Error, "The id stands twice, on lines {0} and {1}.", "Give one of them another id."},
		IDShared:         {Error, "A {0} has this id too (line {1}), so results could not tell them apart.", "Give one of them another id."},
		ReferenceUnknown: {Error, "There is no {0} with this id.", "{1}"},
		WindowReversed:   {Error, "It ends ({0}) before it has begun ({1}).", "Exchange the times, or correct one."},
		CoordinateHalf:   {Error, "A place needs both lat and lon, or neither.", "Add {0}, or empty the other."},
		PeopleOrder:      {Error, "The people must be in order: people_low {0}, people {1}, people_high {2}.", "Correct the one that is wrong."},
		MapInvalid:       {Error, "This is not GeoJSON: {0}.", "Save it as a FeatureCollection, in degrees (WGS 84)."},
		MapFeature:       {Error, "A feature is not understood: {0}.", "Mend it, or leave it out; docs/formats.md says what a map may hold."},
		MapRoadTwice:     {Error, "The road has a second shape.", "Leave one of them out, or make one line of them."},
		MapRoadAway:      {Warning, "The shape ends {0} km away from the place {1}.", "Check the id of the road, and the position of the place."},
		PeopleNone:       {Error, "No place has people, so there is nothing to plan.", "Write the number of people in the column people of at least one place."},
		PeopleTooMany:    {Error, "All places together have {0} people; at most {1} can be planned.", "Correct the numbers."},
		VehiclesCrowded:  {Warning, "{0} people in {1} vehicles are more than {2} in each.", "Check the numbers; people without a seat belong under not_planned."},
		PlaceNoRoad:      {Warning, "The place {0} has people, but no road and no reception.", "Add a road that leads from it, or they cannot leave."},
		RoadLoop:         {Error, "This leads from the place to itself.", "Write another place under to, or remove the row."},
		GateRate:         {Error, "{0}", "Give either the rate, or booths and seconds_per_vehicle, of at most {1} vehicles an hour together."},
		GateTwice:        {Error, "A place can have one gate; this one has {0} already (line {1}).", "Join them, or add a place between them."},
		JunctionPeople:   {Error, "This is a junction, and nobody lives on a junction.", "Add a place that stands on it to the table of places, and name that."},
		JunctionTwice:    {Error, "Two places cannot stand on one junction; {0} does already (line {1}).", "Name the nearest other junction, or join the two places."},
		ChangeTwice:      {Error, "The gate changes twice at the same time, on lines {0} and {1}.", "Remove one of them."},
		ClosureTarget:    {Error, "A closure is of either a road or a gate; here {0}.", "Fill exactly one of the two columns."},
		ReceptionNone:    {Error, "There is no reception, so nobody can arrive.", "Add at least one row with an id and a place."},
		RatesTooMany:     {Error, "All roads and gates together pass more than can be added up exactly.", "Shorten the horizon, or leave out roads that nobody needs."},
	})
}
