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
	js.Global().Set("wayoutPlan", js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		progress := func(done float64) {
			if tell := js.Global().Get("wayoutProgress"); tell.Type() == js.TypeFunction {
				tell.Invoke(done)
			}
		}
		reply, err := json.Marshal(replan.Answer(context.Background(), arguments[0].String(), []byte(arguments[1].String()), progress))
		if err != nil {
			panic("planner: " + err.Error())
		}
		return string(reply)
	}))
	select {}
}
