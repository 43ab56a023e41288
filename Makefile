# anjia 安家. `make help` lists the targets; it is made from the comments after ##.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO ?= go
BIN := $(CURDIR)/bin
ANJIA := $(BIN)/anjia
GOLANGCI_VERSION := v2.15.0
GOLANGCI := $(BIN)/golangci-lint-$(GOLANGCI_VERSION)
FUZZTIME ?= 10s

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: deps build ## start a sandbox with its own PostgreSQL on http://127.0.0.1:8080; Ctrl-C stops both
	@exec $(ANJIA) run

.PHONY: test
test: deps validator browser ## vet and all tests, on a private PostgreSQL
	@echo "go vet ./..."
	@$(GO) vet ./...
	@$(GO) test -shuffle=on -timeout 20m ./...
	@.ci/tokens $(GO)
	@echo "make test: all packages passed"

.PHONY: demo
demo: deps build ## drive seven families over the API; papers and summary in build/demo
	@$(ANJIA) demo --out build/demo

.PHONY: bench
bench: deps build ## measure acts over HTTP against the database's own limits, the rules, and papers
	@$(ANJIA) bench
	@$(GO) test -run '^$$' -bench . -benchmem ./assessment/...
	@$(GO) test -p 1 -run '^$$' -bench 'FivePages|ThousandPages|Sign' ./reports/finish ./reports/seal ./reports/dossier ./reports/dossier/check

.PHONY: build
build: ## compile bin/anjia
	@CGO_ENABLED=0 $(GO) build -trimpath -o $(ANJIA) ./cmd/anjia

.PHONY: lint
lint: $(GOLANGCI) ## gofmt, go vet and golangci-lint
	@files=$$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 -r gofmt -l); \
		[ -z "$$files" ] || { echo "gofmt would change:"; echo "$$files"; exit 1; }
	@$(GO) vet ./...
	@$(GOLANGCI) run ./...

$(GOLANGCI):
	@echo "installing golangci-lint $(GOLANGCI_VERSION) (some minutes, once)"
	@GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv $(BIN)/golangci-lint $@

.PHONY: docs
docs: build ## write docs/lifecycle.md anew from the table of the lifecycle
	@$(ANJIA) graph > docs/lifecycle.md.new && mv docs/lifecycle.md.new docs/lifecycle.md

.PHONY: schema
schema: deps ## write migrations/schema.sql anew from the migrations
	@$(GO) test -count=1 ./migrations -run '^TestSchemaFileIsWhatTheMigrationsMake$$' -update

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME (10s)
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			$(GO) test $$pkg -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME); \
		done; \
	done

.PHONY: deps
deps: ## check for PostgreSQL, poppler-utils and qpdf; install what is missing, where permitted
	@.ci/deps

.PHONY: validator
validator: # what validates papers as PDF/A-1b; the tests say so when it is missing
	@.ci/validator

.PHONY: browser
browser: # what drives the console in a real browser; the tests say so when it is missing
	@.ci/browser

.PHONY: screenshots
screenshots: deps browser ## every page of the console as a picture, in build/screenshots
	@ANJIA_SCREENSHOTS=$(CURDIR)/build/screenshots $(GO) test -count=1 ./cmd/anjia -run '^TestConsoleInABrowser$$/^pages'

.PHONY: generate
generate: ## write the templates of the console anew as Go
	@$(GO) run github.com/a-h/templ/cmd/templ generate ./api/console

.PHONY: clean
clean: ## remove what was built, and the sandbox's data
	@rm -rf $(BIN) build var
	@if [ -d /var/lib/anjia ]; then echo "kept: /var/lib/anjia, where root's sandboxes are whose own folder the server could not reach"; fi
