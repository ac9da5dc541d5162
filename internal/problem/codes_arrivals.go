package problem

import "maps"

// Codes of records of arrivals, and of what is made of them.
const (
	ArrivalsUnread    Code = "arrivals-unread"
	ArrivalsUnused    Code = "arrivals-unused"
	ArrivalsNothing   Code = "arrivals-nothing"
	ArrivalsTwice     Code = "arrivals-twice"
	ArrivalsRateTwice Code = "arrivals-rate-twice"
	ArrivalsFewer     Code = "arrivals-fewer"
	ArrivalsBefore    Code = "arrivals-before"
	ArrivalsAfter     Code = "arrivals-after"
	BacktestRecord    Code = "backtest-record"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		ArrivalsUnread:    {Error, "The record of arrivals cannot be read: {0}.", "Name a table of counts, CSV or .xlsx."},
		ArrivalsUnused:    {Note, "Columns that are not used: {0}.", "Nothing is to be done; they are for whoever reads the table."},
		ArrivalsNothing:   {Error, "The row says neither how many people were out nor what a gate let pass.", "Write one of the two, or remove the row."},
		ArrivalsTwice:     {Error, "There are two counts for this moment, on lines {0} and {1}.", "Keep the one that is right; other sources have tables of their own."},
		ArrivalsRateTwice: {Error, "There are two rates of gate {0} from this moment on.", "Keep the one that is right."},
		ArrivalsFewer:     {Error, "Fewer people are out than the {0} counted {1}, on line {2}.", "Write people who were out by then, all together; remove counts of something else."},
		ArrivalsBefore:    {Error, "It is before the start of the scenario, {0}.", "Correct the time, or let the scenario start earlier."},
		ArrivalsAfter:     {Note, "{0} count(s) are after the end of the scenario, {1}, here first; they are not used.", "Set a longer horizon to use them."},
		BacktestRecord:    {Error, "The record cannot be used: {0}.", "Choose another part with --from and --until, or add counts."},
	})
}
