package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"wayout/internal/disk"
	"wayout/internal/i18n"
	"wayout/internal/problem"
)

// Messages says how far each language is, by the files of a folder or those of the program. With
// errors among the problems some language is not to be printed.
func Messages(folder string) ([]OrdersLanguage, problem.List) {
	set, problems := openMessages(folder)
	if set == nil {
		return nil, problems
	}
	var out []OrdersLanguage
	for _, l := range i18n.Languages {
		c, more := set.Catalogue(l.Code)
		problems = append(problems, more...)
		if c == nil {
			continue
		}
		reviewed, all := c.Reviewed()
		out = append(out, OrdersLanguage{l.Code, l.Name, reviewed, all})
	}
	return out, problems
}

// WriteMessages writes the message files of the program into a folder, which it makes where needed.
// A file that is there already stays as it is, and is an error.
func WriteMessages(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var all error
	for _, l := range i18n.Languages {
		data, err := fs.ReadFile(i18n.BuiltIn(), i18n.FileOf(l.Code))
		if err == nil {
			err = disk.WriteWhole(filepath.Join(folder, i18n.FileOf(l.Code)), data)
		}
		all = errors.Join(all, err)
	}
	return all
}
