# Samenhang. `make` lists what there is; `make check` is what CI runs.
PYTHON ?= python3
PY := .venv/bin/python
BOOTSTRAP := $(PYTHON) socialdomain/embedded/bootstrap.py
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# A machine without a server: no command below may meet a developer's data.
BARE := env -u DATABASE_URL -u MIGRATE_DATABASE_URL SAMENHANG_LOAD_ENV=0
# As a municipality would run it; the keys are of this moment and of no use.
KEY = $$($(PY) -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())")
PRODUCTION = $(BARE) DEMO=0 DEBUG=0 HTTPS=1 ALLOWED_HOSTS=samenhang.example SECRET_KEY="$(KEY)$(KEY)" \
  BSN_KEYS="k1:$(KEY)" BSN_INDEX_KEYS="k1:$(KEY)"

.PHONY: help setup dev run test chaos bench check lint format types imports migrations deploy locks lock docs demo pages

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1 \t\2/p' Makefile | expand -t 22

setup:  ## the virtual environment and what `make run` needs
	@$(BOOTSTRAP) run

dev:  ## the same with the tools for tests and checks
	@$(BOOTSTRAP) dev

run: setup  ## start everything; PORT=8000, Ctrl-C stops it
	@$(PY) -m socialdomain.embedded

test: dev  ## the whole suite; ARGS="tests/cases -x" for a part, ARGS="-n 0" for one process
	@$(BOOTSTRAP) browser
	@$(PY) -m pytest -n auto --maxprocesses 8 --dist worksteal $(ARGS)

chaos: dev  ## the clock under faults, and an ETA that must fail; SEED="7 11 23", ARGS="--write docs/chaos.md"
	@$(PY) -m tests.chaos --seed $(or $(SEED),7) $(ARGS)
pages: dev  ## look at every page everywhere: widths, themes, keys, axe, paper; PICTURES=folder keeps pictures
	@$(BOOTSTRAP) browser
	@PAGES=all $(PY) -m pytest tests/journeys/pages -q -n 0 --no-header -s

check: dev lint types imports migrations deploy locks test  ## everything CI looks at

lint: dev  ## format, lint, templates
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m djlint --lint --quiet templates $(wildcard */templates)

format: dev  ## put the code in its one format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

types: dev  ## strict types
	$(BARE) $(PY) -m mypy

imports: dev  ## who may import whom
	$(BARE) .venv/bin/lint-imports

migrations: dev  ## models and migrations agree
	$(BARE) $(PY) manage.py makemigrations --check --dry-run

deploy: dev  ## Django's own list for production
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

locks: dev  ## the locks name no package host
	@! grep -nE '://|^ *--?(i|f|(extra-)?index-url|find-links|trusted-host)\b' requirements/*.txt

lock: dev  ## compile requirements/*.in again; UPGRADE=--upgrade for newer versions
	@command -v uv >/dev/null || { echo "samenhang: make lock needs uv."; exit 1; }
	cd requirements && for name in base run dev; do \
	  uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header $(UPGRADE) $$name.in -o $$name.txt; done

demo: setup  ## load the demo municipality again, beside `make run`
	@$(PY) manage.py demo_data

docs: setup  ## the generated pages: each law, and the count of required fields
	@$(BARE) $(PY) manage.py laws --write docs/laws
	@$(BARE) $(PY) manage.py figures --write docs/figures.md

bench: dev  ## how fast each page is with 1,000 and with 100,000 cases; ARGS="--only Case" for a part
	@$(PY) -m tests.bench $(or $(ARGS),--write docs/figures.md)
