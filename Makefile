# Wayout. Needs Go and git; `make` alone prints what there is to make.
# The race detector needs a C compiler as well; without one that part of `make test` is skipped.

TOOL      := go tool -modfile=tools/go.mod
FUZZ_TIME := 3s
LIMIT     := 10m

.NOTPARALLEL:
.PHONY: help build planner page dist demo test bench parts lint fmt unit fuzz race reference examples

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

build: planner ## build the program: bin/wayout
	go build -trimpath -o bin/wayout ./cmd/wayout

planner: ## compile the planner that answers changed questions inside report.html
	go run ./cmd/planner/compile

page: ## build report.html's page from web/ (needs Node and npm); the result is committed
	cd web && npm ci && npm run check && npm test && npm run build

dist: planner ## build one file for each of six systems into dist/, with checksums
	go run ./cmd/dist

demo: build ## answer the questions of 21 September 2023 and plan the departure that followed
	@bin/wayout demo

test: planner lint fuzz race unit ## formatting, vet, linter, short fuzzing, race detector, all tests

bench: ## measure docs/benchmarks.md anew, with other solvers for LIMIT (10m) each; 0 leaves them out
	go run ./cmd/bench -limit $(LIMIT)

parts: ## run the benchmarks of every package
	go test -run '^$$' -bench . -benchmem ./...

lint: ## gofumpt (finds nothing to change), vet, staticcheck
	@files=$$($(TOOL) gofumpt -l .) || exit 1; \
	if [ -n "$$files" ]; then echo "make fmt would change:"; echo "$$files"; exit 1; fi
	go vet ./...
	$(TOOL) staticcheck ./...

fmt: ## format every file
	$(TOOL) gofumpt -w .

unit: ## tests, properties and the commands that README and docs show
	go test -timeout 20m ./...

# Before Go 1.27 a run may end in “context deadline exceeded” though no input failed
# (https://go.dev/issue/75804); such a run is made once more.
fuzz: ## every fuzz target for FUZZ_TIME (3s)
	@grep -roE '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' internal cmd | sort | \
	sed -E 's|^(.*)/[^/]*:func (.*)$$|\1 \2|' | \
	while read -r dir target; do \
		echo "fuzz ./$$dir $$target"; \
		run() { out=$$(go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZ_TIME) -fuzzminimizetime 1x "./$$dir" 2>&1); \
			status=$$?; echo "$$out"; }; \
		run; \
		case "$$out" in \
		*"Failing input"*) ;; \
		*"    context deadline exceeded"*) echo "fuzz ./$$dir $$target once more: stopped by its clock, no failing input"; run ;; \
		esac; \
		[ "$$status" -eq 0 ] || exit 1; \
	done

race: ## tests of the packages that start goroutines, under the race detector
	@packages=$$(grep -rlE '^[[:space:]]*go (func|[a-z]+[.(])|"sync"' --include='*.go' internal cmd | \
		xargs -r -n 1 dirname | sort -u | sed 's|^|./|'); \
	if [ -z "$$packages" ]; then echo "race detector skipped: no package starts a goroutine"; \
	elif ! command -v "$$(go env CC)" >/dev/null; then echo "race detector skipped: no C compiler"; \
	else echo "go test -race -short" $$packages; CGO_ENABLED=1 go test -race -short $$packages; fi

reference: ## write what docs/ holds of the code: reference.md, tables, dependencies.txt
	go test ./internal/archtest -update

examples: ## write the scenarios of examples/ anew from examples/source
	go run ./examples/make
