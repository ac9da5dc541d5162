package study

import (
	"crypto/sha256"
	"encoding/binary"
)

// uniform returns a number from 0 up to 1 for an input of a run: the first 53 bits of the SHA-256 of
// seed, run and name. There is no state from one draw to the next, so that any run can be drawn alone
// and on any machine: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as
// easy as 1, 2, 3 (SC 2011), who take ciphers for it; a hash needs no key.
//
// Runs are drawn independently of each other. Latin hypercubes (M. D. McKay, R. J. Beckman, W. J.
// Conover, Technometrics 21, 1979) need fewer runs for a mean, but their strata change with the number
// of runs, so a study could not go on with more, and the intervals below, which hold whatever the
// distribution is, would no longer be true.
func uniform(seed uint64, run int, name string) float64 {
	var head [16]byte
	binary.BigEndian.PutUint64(head[:8], seed)
	binary.BigEndian.PutUint64(head[8:], uint64(run))
	sum := sha256.Sum256(append(head[:], name...))
	return float64(binary.BigEndian.Uint64(sum[:8])>>11) / (1 << 53)
}
