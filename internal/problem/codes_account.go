package problem

import "maps"

// Codes of accounts: promised.yaml, and what was delivered.
const (
	PromiseUnread  Code = "promise-unread"
	PromiseEmpty   Code = "promise-empty"
	PromiseNothing Code = "promise-nothing"
	PromiseMissing Code = "promise-missing"
	PromiseTwice   Code = "promise-twice"
	AccountCounts  Code = "account-counts"
	AccountAbove   Code = "account-above"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		PromiseUnread:  {Error, "The promise cannot be read: {0}.", "Name a promised.yaml; docs/account.md shows one."},
		PromiseEmpty:   {Error, "The file is empty.", "Write name and terms; docs/account.md shows a promise."},
		PromiseNothing: {Error, "Nothing is promised.", "Write what was promised under terms, each with a path and its value."},
		PromiseMissing: {Error, "The term has no {0}.", "Write the path of the value that was promised, as for --set, and the value."},
		PromiseTwice:   {Error, "The value is promised twice.", "Keep one of the two; another promise has a file of its own."},
		AccountCounts:  {Error, "Nobody was counted by {0}.", "Name a later moment with --at, or add counts."},
		AccountAbove:   {Warning, "{0} people were counted, but the terms delivered let no more than {1} out.", "Correct what the tables say was delivered, or how many people go in a vehicle."},
	})
}
