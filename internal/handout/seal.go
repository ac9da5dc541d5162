package handout

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"wayout/internal/orders"
)

// Seal is for whom files are encrypted.
type Seal []age.Recipient

// SealFor returns a seal for the holders of keys, written as age writes them (age1…), or for who
// knows a passphrase. age allows a passphrase only alone.
func SealFor(keys []string, passphrase string) (Seal, error) {
	switch {
	case len(keys) > 0 && passphrase != "":
		return nil, fmt.Errorf("a file is sealed for keys or with a passphrase, not both")
	case len(keys) == 0 && passphrase == "":
		return nil, fmt.Errorf("sealed files need somebody who can open them: give --recipient or --passphrase-file")
	case passphrase != "":
		recipient, err := age.NewScryptRecipient(passphrase)
		return Seal{recipient}, err
	}
	var out Seal
	for _, key := range keys {
		recipient, err := age.ParseX25519Recipient(strings.TrimSpace(key))
		if err != nil {
			return nil, fmt.Errorf("%q is no public key of age: %w", key, err)
		}
		out = append(out, recipient)
	}
	return out, nil
}

// Bundle puts files, by their paths, into an encrypted zip archive.
func (s Seal) Bundle(files []orders.File, at time.Time) ([]byte, error) {
	var plain bytes.Buffer
	archive := zip.NewWriter(&plain)
	for _, f := range files {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: at})
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, s...)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(plain.Bytes())
	if err = errors.Join(err, w.Close()); err != nil { // The last of it is written by Close.
		return nil, err
	}
	return out.Bytes(), nil
}

// holders are those for whom files are, in order of their names; who holds what is for all comes
// first.
func holders(files []orders.File) []string {
	var out []string
	for _, f := range files {
		if !slices.Contains(out, f.For) {
			out = append(out, f.For)
		}
	}
	slices.Sort(out)
	return out
}
