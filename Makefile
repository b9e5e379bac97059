GO ?= go
# How long each fuzz test of `make fuzz` runs.
FUZZTIME ?= 30s
# How many rows the large lists of `make bench` have, and how often it compares.
ROWS ?= 1000000
TURNS ?= 5
# Where `make install` puts man pages and completions.
PREFIX ?= $(HOME)/.local
# Which Go benchmarks `make benchmarks` runs, and how often.
BENCH ?= .
BENCHCOUNT ?= 1

# Go writes the commit into the program, unless git can't tell or won't.
VCS := $(shell git status --short >/dev/null 2>&1 && echo true || echo false)
# The last tag, and how far we are from it; without one, the commit.
VERSION ?= $(shell .ci/version)
# A static program, with nothing of this machine in it: the same commit gives the same bytes.
FLAGS = -buildvcs=$(VCS) -trimpath -ldflags '-s -w -X main.release=$(VERSION)'
BUILD = CGO_ENABLED=0 $(GO) build $(FLAGS)

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

.PHONY: go
go:
	@GO='$(GO)' .ci/go

.PHONY: build
build: go ## build bin/rollcall
	$(BUILD) -o bin/rollcall ./cmd/rollcall

# The systems that rollcall is built for.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: cross
cross: go ## see that it compiles for every system it is built for
	@for p in $(PLATFORMS); do \
		echo "building for $$p"; \
		GOOS=$${p%/*} GOARCH=$${p#*/} $(BUILD) -o dist/cross/rollcall-$${p%/*}-$${p#*/} ./cmd/rollcall || exit 1; \
	done

.PHONY: man
man: build ## write the man pages into dist/man
	@rm -rf dist/man
	@bin/rollcall man dist/man
	@echo "dist/man: $$(ls dist/man | wc -l) pages"

.PHONY: release
release: ## archives for every system, with checksums and SBOM, in dist/release
	@GO='$(GO)' VERSION='$(VERSION)' PLATFORMS='$(PLATFORMS)' .ci/release

.PHONY: install
install: go ## rollcall into $GOBIN, else ~/go/bin; man pages and completions into PREFIX, else ~/.local
	CGO_ENABLED=0 $(GO) install $(FLAGS) ./cmd/rollcall
	@GO='$(GO)' PREFIX='$(PREFIX)' .ci/install

.PHONY: demo
demo: go postgres build ## import a list into a private server in .demo, and show the powerlist
	@.ci/demo

.PHONY: test
test: go postgres jq ## every test
	$(GO) test -p $(PACKAGES) -timeout 20m ./...
	cd $(INTEROP) && $(GO) test ./...

# How many packages are tested at a time: one more than there are processors, as those with a
# server wait for it most of the time.
PACKAGES := $(shell echo $$(($$(nproc 2>/dev/null || echo 2) + 1)))

# A module of its own: tests with libraries that rollcall itself does not need.
INTEROP := pkg/interop

.PHONY: test-long
test-long: postgres gcc jq ## every test three times with the race detector, 10M numbers beside the library, a minute of each fuzz test
	$(GO) test -race -count=3 -timeout 60m ./...
	ROLLCALL_LONG=10000000 $(GO) test -run TestEqualsLibrary -timeout 60m ./pkg/normalize/phone
	@$(MAKE) fuzz FUZZTIME=60s

.PHONY: test-pooler
test-pooler: postgres build ## the whole life cycle through pgbouncer, which must be installed, with pools of 1, 2 and 20; ROWS
	@ROWS=$(ROWS) .ci/pooler

.PHONY: race
race: postgres gcc ## the tests of all that runs at the same time, with the race detector; properties take a fifth of their turns
	CGO_ENABLED=1 $(GO) test -race -short -timeout 20m -skip '$(UNSHARED)' $(addprefix ./pkg/,$(addsuffix /...,$(RACE)))
	CGO_ENABLED=1 $(GO) test -race -short -timeout 20m -run '$(SHARED)' ./pkg/store

# The packages with goroutines, or that several goroutines use at once.
RACE := calling source clean pipeline dryrun report store/internal
# Tests there that read very much in one goroutine: make test runs them.
UNSHARED := ^(TestBombs?|TestHostileWorkbooks|TestLargeCellsAndRows|TestRowsBeforeDamage)$$
# Tests of the store in which goroutines meet: all others wait for the server, one change at a time.
SHARED := ^Test(Model|Faults|Timeouts|NoRoomForRows|Concurrent|Deadlock|Overtaken|NoLock|Sweep|Contact|Undo|OneConnection|Reserve|Suppress|Lists|Evidence)

.PHONY: bench
bench: postgres build ## measure beside csv, \copy and others; ROWS=10000000 for large lists, AGAINST=PROGRAM for an older one
	$(GO) run ./cmd/bench -rows $(ROWS) -turns $(TURNS)$(if $(AGAINST), -against '$(AGAINST)')

.PHONY: benchmarks
benchmarks: postgres ## the Go benchmarks: BENCH chooses which, BENCHCOUNT=10 is for benchstat
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(BENCHCOUNT) ./...

.PHONY: fuzz
fuzz: ## run each fuzz test for FUZZTIME (30s)
	@$(GO) list -f '{{.Dir}}' ./... | while read -r dir; do \
		for name in $$(cat "$$dir"/*_test.go 2>/dev/null | sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p'); do \
			echo "fuzz $$name in $$dir"; \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$dir" || exit 1; \
		done; \
	done

.PHONY: fuzz-some
fuzz-some: go ## run each fuzz test on a few thousand inputs, the same ones each time
	@GO='$(GO)' .ci/fuzz

.PHONY: screenshot
screenshot: build ## the README's picture of a report page, by a headless chromium
	@.ci/screenshot

.PHONY: licenses
licenses: go ## the licences of what is linked into the program, in dist/licenses
	@GO='$(GO)' .ci/licenses dist/licenses

.PHONY: lint
lint: ## gofmt, vet, staticcheck
	@unformatted=$$("$$($(GO) env GOROOT)/bin/gofmt" -l cmd pkg); [ -z "$$unformatted" ] || { echo "gofmt -w these:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool -modfile=.ci/tools/go.mod staticcheck ./...
	cd $(INTEROP) && $(GO) vet ./... && $(GO) tool -modfile=../../.ci/tools/go.mod staticcheck ./...

.PHONY: vulnerabilities
vulnerabilities: go ## known holes in what the program calls, where the database of them can be reached
	@GO='$(GO)' .ci/vulnerabilities

.PHONY: postgres gcc jq
postgres gcc jq:
	@.ci/setup $@

.PHONY: clean
clean: ## remove what was built, and the demo
	@.ci/demo clear
	rm -rf bin dist
