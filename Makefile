# Motcua. `make demo` to see it, `make test` to check it, `make help` for the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Where the national database's own files of procedures lie, if they are here.
TTHC_DATA ?= ../shared/data/tthc

DEMO_DB     ?= sqlite:var/demo.db
DEMO_LISTEN ?= localhost:8080

# Time for each fuzz target. Under CI=true `make test` fuzzes; elsewhere only
# when FUZZTIME is given or by `make fuzz`.
FUZZ_DEFAULT := 10s

# The tests of the national data look here.
ifneq ($(wildcard $(TTHC_DATA)),)
export MOTCUA_TTHC_DATA ?= $(abspath $(TTHC_DATA))
endif

.PHONY: help demo build test check fmt generate fuzz bench vuln clean assets needs needs-node

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

# -- see it ---------------------------------------------------------------------

demo: needs-node assets build ## install what is missing, build, seed a demo province and serve it
	@mkdir -p var
	@exec bin/motcua demo --db $(DEMO_DB) --listen $(DEMO_LISTEN)

build: ## bin/motcua
	@go build -o bin/motcua ./cmd/motcua

-include assets/assets.mk
assets: needs-node

# -- check it -------------------------------------------------------------------

test: check needs assets internal/browsertest/node_modules/.package-lock.json ## everything: check, then all tests on both databases and in a real browser
	@if [ "$${CI:-}" = true ] || [ -n "$(FUZZTIME)" ]; then scripts/fuzz.sh $(or $(FUZZTIME),$(FUZZ_DEFAULT)); fi
	@scripts/with-postgres.sh go test $(if $(CI),-count=1) -timeout 20m ./...

check: ## formatting, vet, generated files
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
		if [ -n "$$unformatted" ]; then echo "not formatted (make fmt):" >&2; echo "$$unformatted" >&2; exit 1; fi
	@scripts/check-generated.sh
	@go vet ./...

fuzz: ## every fuzz target, FUZZTIME each (10s)
	@scripts/fuzz.sh $(or $(FUZZTIME),$(FUZZ_DEFAULT))

bench: needs ## the benchmarks, side by side with their floors, on a private PostgreSQL
	@scripts/with-postgres.sh go test -run '^$$' -bench . -timeout 60m ./internal/bench/...

# -- change it ------------------------------------------------------------------

fmt: ## format every Go file
	@gofmt -w $$(git ls-files -co --exclude-standard '*.go')

generate: ## make the generated files again
	@go tool templ generate -log-level error
	@go generate ./...

clean: ## remove what was built; var/ with its databases stays
	rm -rf bin assets/node_modules internal/browsertest/node_modules

# -- what all of it needs -------------------------------------------------------

needs: ## install what the tests need, where it is missing
	@scripts/needs.sh node test

needs-node:
	@scripts/needs.sh node

internal/browsertest/node_modules/.package-lock.json: internal/browsertest/package-lock.json
	@cd internal/browsertest && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
