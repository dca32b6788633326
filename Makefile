# Two commands matter: `make run` and `make test`. `make help` names the others.
SHELL := /bin/sh
.DEFAULT_GOAL := help

HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command 'make lock'
FRONTEND := $(shell find govapp/frontend -name node_modules -prune -o -type f -print)

# Stamps live in the environment, so whoever deletes it deletes them too.
MADE := $(VENV)/made
DEPENDENCIES := $(MADE)/dependencies
TOOLS := $(MADE)/tools
PACKAGE := $(MADE)/package

.PHONY: help run test check fix bench screenshots lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do \
		printf 'make %-12s %s\n' "$$name" "$$text"; done

run: $(PACKAGE) ## start govapp with demonstration data (HOST=, PORT= to change)
	@echo "→ Bringing the database up to date"
	@$(BIN)/govapp init
	@$(BIN)/govapp demo --if-empty
	@echo "→ Starting; stop with Ctrl+C"
	@exec $(BIN)/govapp serve --host $(HOST) --port $(PORT)

test: $(PACKAGE) $(TOOLS) ## run the whole suite, in a browser and on PostgreSQL too
	@echo "→ Looking for a Chromium; installing one takes a minute or two"
	@$(BIN)/python -m tests.browser.chromium
	@echo "→ Running the tests, $(JOBS) at a time; this takes some minutes"
	@$(BIN)/pytest -n $(JOBS)

check: $(TOOLS) ## format, lint, types, import contracts, templates
	@echo "→ Format and lint (ruff)"
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "→ Types (mypy); a first time takes about a minute"
	@$(BIN)/mypy --no-error-summary
	@echo "→ Import contracts (import-linter)"
	@$(BIN)/lint-imports --no-logo
	@echo "→ Templates (djlint)"
	@$(BIN)/djlint --check --lint templates || { echo "make fix mends the format."; exit 1; }

fix: $(TOOLS) ## mend what can be mended by machine
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(BIN)/djlint --quiet --reformat templates || true

bench: $(PACKAGE) $(TOOLS) ## measure pages, the builder, a packet and a posting beside bare ones (alone: DOCUMENTS=100000 searched, MEETINGS=17000 moving in, with KEEP=folder kept; EXPORT=2000 as files)
	@$(BIN)/python -m tests.bench $(if $(EXPORT),export $(EXPORT)) $(if $(MEETINGS),city $(MEETINGS)) \
		$(if $(DOCUMENTS),search $(DOCUMENTS)) $(KEEP)

screenshots: $(PACKAGE) $(TOOLS) ## picture every page, 360 and 1280 px wide
	@$(BIN)/python -m tests.browser.screenshots

lock: $(TOOLS) ## pin the newest dependencies, each by its hash
	@echo "→ Resolving; the tools' set decides, the others follow it"
	@$(LOCK) --upgrade --group dev pyproject.toml -o requirements/dev.lock
	@$(LOCK) -c requirements/dev.lock pyproject.toml -o requirements/run.lock
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
		| $(LOCK) -c requirements/dev.lock - -o requirements/build.lock

clean: ## delete all that is built; the instance folder stays
	@rm -rf $(VENV) .cache .*_cache .hypothesis build dist *.egg-info govapp/static
	@find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@python=; \
	for name in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		"$$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
			2>/dev/null && python=$$name && break; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'govapp needs Python 3.11 or newer, with its venv module.'; \
		echo 'Debian, Ubuntu: apt install python3 python3-venv. Others: python.org/downloads'; \
		echo 'If it lies in a place of its own: make run PYTHON=/path/to/python3.12'; \
		exit 1; \
	fi; \
	echo "→ Making the environment $(VENV) with $$python"; \
	"$$python" -m venv $(VENV)

INSTALL_FAILED := { echo 'The installation failed; the reason stands above. If the network \
	or a proxy is to blame, mend that and run make again.'; exit 1; }

$(DEPENDENCIES): requirements/run.lock requirements/build.lock | $(VENV)/pyvenv.cfg
	@echo "→ Installing what govapp needs (about 150 MB; a minute or two the first time)"
	@$(PIP) install --require-hashes $(foreach file,$^,-r $(file)) || $(INSTALL_FAILED)
	@mkdir -p $(MADE) && touch $@

$(TOOLS): requirements/dev.lock $(DEPENDENCIES)
	@echo "→ Installing the tools for tests and checks (about 150 MB; a minute or two)"
	@$(PIP) install --require-hashes -r requirements/dev.lock || $(INSTALL_FAILED)
	@touch $@

$(PACKAGE): pyproject.toml hatch_build.py $(FRONTEND) $(DEPENDENCIES)
	@echo "→ Building style sheets and scripts (about a minute the first time)"
	@$(PIP) install --no-build-isolation --no-deps --editable . || $(INSTALL_FAILED)
	@touch $@
