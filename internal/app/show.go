package app

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"wayout/examples"
	"wayout/internal/problem"
)

// Shown is a report that was made to be looked at.
type Shown struct {
	Page   string
	Opened bool // in a browser
}

// ShowExample plans the example that comes with the program, reports it in a folder of the user's
// cache, and opens the page in the default browser if it is asked to. The result is nil where the
// problems have errors. The error is of ctx, or of the file system.
func ShowExample(ctx context.Context, browse bool, progress func(done float64)) (*Shown, problem.List, error) {
	folder, err := exampleFolder()
	if err != nil {
		return nil, nil, err
	}
	scenario, out := filepath.Join(folder, "karabakh-2023"), filepath.Join(folder, "out")
	if err := os.RemoveAll(scenario); err != nil {
		return nil, nil, err
	}
	if err := os.CopyFS(scenario, examples.Departure()); err != nil {
		return nil, nil, err
	}
	planned, problems, err := Plan(ctx, Question{Folder: scenario}, nil)
	if planned == nil {
		return nil, problems, err
	}
	more, err := planned.Write(ctx, out)
	if problems = append(problems, more...); err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	reported, more, err := Report(ctx, ReportQuestion{Folder: scenario, Out: out, Language: "en", Now: time.Now()}, progress)
	if problems = append(problems, more...); reported == nil {
		return nil, problems, err
	}
	shown := &Shown{Page: reported.Page}
	if browse {
		shown.Opened = openInBrowser(reported.Page) == nil
	}
	return shown, problems, nil
}

// exampleFolder returns a folder for the example: in the user's cache, or where that cannot be, a
// temporary one.
func exampleFolder() (string, error) {
	if cache, err := os.UserCacheDir(); err == nil {
		folder := filepath.Join(cache, "wayout")
		if os.MkdirAll(folder, 0o755) == nil {
			return folder, nil
		}
	}
	return os.MkdirTemp("", "wayout-*")
}

// openInBrowser asks the system to open a file in the default browser.
func openInBrowser(path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	var command *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		command = exec.Command("rundll32", "url.dll,FileProtocolHandler", absolute)
	case "darwin":
		command = exec.Command("open", absolute)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return errors.New("there is no screen")
		}
		command = exec.Command("xdg-open", absolute)
	}
	return command.Run()
}
