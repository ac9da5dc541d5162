package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteWhole writes a file that does not exist yet, and waits until it is on the disk.
func WriteWhole(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}

// Replace puts data in the place of a file, or makes it: readers see the old file or the whole new
// one.
func Replace(path string, data []byte) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), ".wayout-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	_, err = temporary.Write(data)
	if err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// WriteBelow writes a file that does not exist yet below a folder, and makes the folders that are
// missing. Its name has slashes.
func WriteBelow(folder, name string, data []byte) error {
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return WriteWhole(path, data)
}

// ReplaceFolder puts what fill has written below a temporary folder, which does not exist yet, in the
// place of a folder, or makes it: all of it, or nothing where fill or the disk fails. The temporary
// folder is within beside, on the same disk.
func ReplaceFolder(folder, beside string, fill func(into string) error) error {
	temporary, err := os.MkdirTemp(beside, ".wayout-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	into := filepath.Join(temporary, "new")
	if err := fill(into); err != nil {
		return err
	}
	return swap(folder, into, filepath.Join(temporary, "old"))
}

// swap puts a new folder in the place of an old one, which goes to the third path; if that fails the
// old one is put back.
func swap(folder, replacement, old string) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	moved := os.Rename(folder, old)
	if moved != nil && !errors.Is(moved, fs.ErrNotExist) {
		return moved
	}
	if err := os.Rename(replacement, folder); err != nil {
		if moved == nil {
			err = errors.Join(err, os.Rename(old, folder))
		}
		return err
	}
	return Sync(filepath.Dir(folder))
}

// Sync waits until the names in a folder are on the disk, where the system can do that.
func Sync(folder string) error {
	opened, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = opened.Sync() // Some systems cannot sync folders; the files themselves are on the disk.
	return opened.Close()
}

// Read reads a file of at most so many bytes; a longer one is cut one byte after that.
func Read(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most+1))
}

// Reason is the part of an error of the file system that says what happened.
func Reason(err error) string {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err.Error()
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err.Error()
	}
	return err.Error()
}
