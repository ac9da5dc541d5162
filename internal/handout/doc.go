// Package handout keeps what was handed out: it writes the files of orders into a folder, seals them
// where asked, remembers which version said what, and logs what was made for whom.
//
// It composes no sheets and decides no level.
//
//	orders.File ──► Write ──► OUT/orders/LEVEL/…, OUT/orders.json, OUT/orders-log.csv
//
// Sealing is age (https://age-encryption.org), by the recipients' keys or by a passphrase.
package handout
