package examples

import (
	"embed"
	"io/fs"
)

//go:embed karabakh-2023
var files embed.FS

// Departure returns the files of karabakh-2023.
func Departure() fs.FS {
	out, err := fs.Sub(files, "karabakh-2023")
	if err != nil {
		panic("examples: " + err.Error())
	}
	return out
}
