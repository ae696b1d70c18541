# Everything a developer runs. `make help` lists it; needs make and Python >= 3.11 only.
# Services (PostgreSQL, Valkey) come from wheels unless DATABASE_URL or REDIS_URL is set.

SHELL := /bin/sh
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>&1 | grep True),$(name))) python3)
VENV := .venv/bin/python
SERVICES := exec $(VENV) -m services
CODE := $(wildcard hub plugins search themes celery_app services)
TEMPLATES := $(wildcard hub plugins search themes)
# Each with a database of its own; `ARGS="-n 0"` runs all in one, for a debugger.
WORKERS := --numprocesses=auto --dist=loadscope --no-loadscope-reorder
ARGS ?=
CMD ?=

.DEFAULT_GOAL := help
.PHONY: help demo test quick manage lint lint-python lint-types lint-imports lint-templates lint-project \
	fix bench screenshots install install-dev structure lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | awk -F '|' '{printf "%-19s %s\n", $$1, $$2}'
	@echo 'Variables: HUB_PORT (8000), HUB_HOME (.hub), ARGS for test and bench, CMD for manage.'

demo: install ## the whole hub with sample content, until Ctrl-C
	@$(SERVICES) demo --die-with-parent

test: install-dev ## pytest with services of its own: make test ARGS="tests/intake -k spam"
	@$(VENV) -m services.browser > /dev/null
	@$(SERVICES) run --die-with-parent --fast --apart test -- $(VENV) -m pytest $(WORKERS) $(ARGS)

quick: install-dev ## the tests that need no browser
	@$(SERVICES) run --die-with-parent --fast --apart test -- $(VENV) -m pytest $(WORKERS) \
		--ignore=tests/journeys $(ARGS)

manage: install ## a management command: make manage CMD="import events.jsonl --dry-run"
	@$(SERVICES) run --die-with-parent --join -- $(VENV) manage.py $(CMD)

lint: lint-python lint-types lint-imports lint-templates lint-project ## all checks; -k goes on

lint-python: install-dev
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .

lint-types: install-dev
	$(VENV) -m mypy $(CODE)

lint-imports: install-dev
	.venv/bin/lint-imports

lint-templates: install-dev
	.venv/bin/djlint --lint --check $(TEMPLATES)

lint-project: install-dev
	@$(SERVICES) run --die-with-parent --fast --apart lint -- /bin/sh -e -c '\
		"$$0" manage.py makemigrations --check --dry-run; \
		exec "$$0" -m pytest tests/architecture' $(VENV)

fix: install-dev ## what ruff and djlint can correct by themselves
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .
	.venv/bin/djlint --reformat $(TEMPLATES)

bench: install-dev ## the figures of the documentation, with safe disk writes
	@$(SERVICES) run --die-with-parent --apart bench -- $(VENV) -m benchmarks $(ARGS)

screenshots: install-dev ## docs/screenshots: every theme, language, width and scheme
	$(VENV) -m demo.screenshots

install:
	@$(PYTHON) -m services.install

install-dev:
	@$(PYTHON) -m services.install dev

structure: install ## services/structure.sql.xz: after every change of migrations or packages
	@$(SERVICES) run --die-with-parent --fast --apart structure -- $(VENV) -m services.structure write

lock: install-dev ## requirements/*.txt from *.in, with hashes
	cd requirements && for name in base local dev; do \
		../.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
			--python-version 3.11 $$name.in -o $$name.txt || exit 1; \
	done

clean: ## remove the environment and caches; HUB_HOME with its data stays
	rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -not -path './.hub/*' -prune -exec rm -rf {} +
