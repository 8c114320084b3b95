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

.PHONY: help demo build test check fmt fix generate fuzz bench vuln pictures clean assets needs needs-node axe

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

# -- see it ---------------------------------------------------------------------

demo: needs-node assets build ## install what is missing, build, seed a demo province and serve it
	@mkdir -p var
	@exec bin/motcua demo --db $(DEMO_DB) --listen $(DEMO_LISTEN)

build: ## bin/motcua
	@go build -o bin/motcua ./cmd/motcua

# Before the rules of the assets, so that Node is there when they run.
assets: needs-node
-include assets/assets.mk

# -- check it -------------------------------------------------------------------

test: check needs assets axe bin/mailpit ## everything: check, then all tests on both databases and in a real browser
	@if [ "$${CI:-}" = true ] || [ -n "$(FUZZTIME)" ]; then scripts/fuzz.sh $(or $(FUZZTIME),$(FUZZ_DEFAULT)); fi
	@scripts/with-postgres.sh go test $(if $(CI),-count=1) -timeout 40m ./...

check: bin/golangci-lint ## formatting, generated files, linters, structure
	@diff=$$(bin/golangci-lint fmt --diff) || { echo "not formatted (make fmt):" >&2; \
		sed -n 's/^+++ /  /p' <<<"$$diff" >&2; exit 1; }
	@scripts/check-generated.sh
	@go vet ./...
	@bin/golangci-lint run ./...
	@go test -count=1 ./internal/archtest

fuzz: ## every fuzz target, FUZZTIME each (10s)
	@scripts/fuzz.sh $(or $(FUZZTIME),$(FUZZ_DEFAULT))

bench: needs ## the benchmarks, side by side with their floors, on a private PostgreSQL
	@scripts/with-postgres.sh go test -run '^$$' -bench . -timeout 60m ./internal/bench/...

vuln: ## known holes in the modules we use, where the database of holes can be reached
	@go build -C tools -o ../bin/govulncheck golang.org/x/vuln/cmd/govulncheck
	@bin/govulncheck ./... || { status=$$?; \
		if [ $$status -ne 3 ]; then echo "govulncheck could not ask its database (the reason is above): nothing was checked." >&2; fi; \
		exit $$status; }

# -- change it ------------------------------------------------------------------

fmt: bin/golangci-lint ## format every Go and templ file
	@go tool templ fmt -log-level error internal
	@bin/golangci-lint fmt

fix: fmt ## format, and let the linters mend what they can
	@bin/golangci-lint run --fix ./... || true

generate: ## make the generated files again
	@go tool templ generate -log-level error
	@go generate ./...

# journey → picture
PICTURES := portal-home-desk:home portal-procedure-phone:procedure counter-desk-papers:counter desk:desk dossier-desk:dossier track-processing-phone:tracking

pictures: needs assets axe ## the README's pictures, taken by the browser journeys
	@shots=$$(mktemp -d); trap 'rm -rf "$$shots"' EXIT; \
	MOTCUA_SHOTS=$$shots go test -count=1 -run 'TheWayFromTheHomePage|DeskInABrowser|CounterByKeyboard|TrackingInABrowser' \
		./internal/procedure/procedureweb ./internal/dossier/dossierweb ./internal/dossier/receptionweb ./internal/dossier/trackingweb; \
	mkdir -p docs/pictures; \
	for pair in $(PICTURES); do cp "$$shots/$${pair%%:*}.png" "docs/pictures/$${pair##*:}.png"; done

clean: ## remove what was built; var/ with its databases stays
	rm -rf bin assets/node_modules internal/browsertest/node_modules

# -- what all of it needs -------------------------------------------------------

needs: ## install what the tests need, where it is missing
	@scripts/needs.sh node test

needs-node:
	@scripts/needs.sh node

axe: internal/browsertest/node_modules/.package-lock.json

# The linters have their own go.mod, so that they do not choose our versions.
# The first build takes a few minutes.
bin/golangci-lint: tools/go.mod tools/go.sum
	@echo "building golangci-lint (once)"
	@go build -C tools -o ../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@

# The mail server of the tests: a program of its own, none of our modules.
bin/mailpit:
	@echo "building mailpit (once)"
	@GOBIN=$(CURDIR)/bin go install github.com/axllent/mailpit@v1.27.11

internal/browsertest/node_modules/.package-lock.json: internal/browsertest/package-lock.json
	@cd internal/browsertest && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
