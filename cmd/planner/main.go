//go:build js && wasm

// Command planner is the planner inside report.html: compiled to WebAssembly, it answers changed questions in
// the page as the command line would.
package main

import (
	"context"
	"encoding/json"
	"syscall/js"
	_ "time/tzdata" // a page has no time zones

	"wayout/internal/replan"
)

func main() {
	var opened *replan.Planner
	// wayoutOpen takes the files of the scenario and returns what is wrong with them.
	export("wayoutOpen", func(files string) string {
		var err error
		if opened, err = replan.Open(files); err != nil {
			return err.Error()
		}
		return ""
	})
	// wayoutPrepare does what every answer needs. A fault shows when it is needed.
	export("wayoutPrepare", func(string) string {
		_ = opened.Prepare(context.Background())
		return ""
	})
	// wayoutPlan takes a request and returns the reply, both as JSON.
	export("wayoutPlan", func(request string) string {
		reply, err := json.Marshal(opened.Answer(context.Background(), []byte(request), progress))
		if err != nil {
			panic("planner: " + err.Error())
		}
		return string(reply)
	})
	select {}
}

// export makes a function known to the page.
func export(name string, f func(argument string) string) {
	js.Global().Set(name, js.FuncOf(func(_ js.Value, arguments []js.Value) any { return f(arguments[0].String()) }))
}

// progress tells the page how far the work is.
func progress(done float64) {
	if tell := js.Global().Get("wayoutProgress"); tell.Type() == js.TypeFunction {
		tell.Invoke(done)
	}
}
