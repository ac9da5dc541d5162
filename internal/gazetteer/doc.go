// Package gazetteer finds the place that somebody means from what they wrote: any of its names, in
// any case, script and spelling that it knows, and with small typing faults.
//
// It is not a judge of names: it proposes with a confidence and says when to ask, it never merges
// two places and never chooses between two that are spelled the same. It knows no map, no language
// beyond how letters sound, and no place that it was not given.
//
// It stands on the ground of the house, so that every command, table and page can ask it. A text is
// compared in four ways, from strict to loose:
//
//	text ──► clean ──► letters   "Xocavənd" → "xocavend"     same letters: certain, if one place has them
//	            │         └────► bones      → "xcvnd"        finds what a typo could have been
//	            └────► sounds               → "hoJavend"     same sounds: other script or spelling
//	                      └────► skeleton   → "CPNT"         finds what it could have sounded like
//
// Letters are what is left after case, marks and punctuation; blanks do not count. Sounds are
// one byte each and are the same for all scripts: they say how a text is read, and a text that may
// be read as several languages has several. Bones and skeleton only narrow down what is compared;
// they never decide.
//
// # When it is certain
//
// Resolve names one place without asking only where
//
//   - the letters of the query are those of a name, an alias, an id or a name with its qualifier of
//     exactly one place, and no other place has a name that sounds so; or
//   - the query has several parts, as in "Martuni (Khojavend)", and each of them alone is certain of
//     the same place; or
//   - the sounds of the query, read as its script is read when no language is known and with no kh
//     where the name has h, are those of exactly one place, at least five of them, no other place is
//     proposed with a confidence of 60 or more, and the place has no such name in the query's own
//     script, unless that is Latin, where one sound has many spellings. Such a query differs from
//     the name only in how letters write the same sounds ("Martouni", "Khodjaly", "Martunni": a letter
//     written twice sounds as one); no sound was left out, added or confused.
//
// Everything else is a question, with the candidates: a name shared by two places, a part of a name
// ("Horatagh" of "Nerkin Horatagh", "Gavar" if a place is only called "Gavar (Gegharkunik)"), a
// word too many, a typing fault however small, and sounds that need a guess at the language.
//
// None of this helps if the place that is meant is not in the index and another is spelled the
// same: whoever loads places should load all that people may name.
package gazetteer
