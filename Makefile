# One target, one promise. `make` alone lists them. Everything below sets itself up.

PYTHON ?= python3
BIN := .venv/bin
DEMO := demo
ONLY ?=

.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pilotage.plan.warm
	@touch $@

node_modules/ready: package-lock.json
	npm ci --ignore-scripts --silent
	@touch $@

demo: .venv/ready ## run the main job on an invented organisation, and load the demo workspace
	@test -f $(DEMO)/engagement.toml || $(BIN)/pilotage demo $(DEMO)
	@$(BIN)/python -m tests.emulator.demo $(DEMO)
	@$(BIN)/pilotage --home $(DEMO)/workspace demo load brightlane

test: .venv/ready $(if $(shell command -v npm),node_modules/ready) ## run the tests
	$(BIN)/pytest -q -n auto --dist loadgroup

postgresql: .venv/ready ## run the tests of the records and the pages on PostgreSQL
	PYTHONPATH=tests $(BIN)/python -m servers.postgresql $(BIN)/pytest -q -n auto --dist loadgroup tests/store tests/web

lint: .venv/ready ## check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@mkdir -p build/lint
	PILOTAGE_HOME=build/lint DJANGO_SETTINGS_MODULE=pilotage.store.settings $(BIN)/python -m django makemigrations --check --dry-run store

check: test lint docs ## all that the gate runs

docs: .venv/ready ## write the reference pages from the code
	$(BIN)/python -m pilotage.cli.reference docs/reference

bench: .venv/ready ## measure the figures, ONLY=assess for one
	$(BIN)/python -m benchmarks $(ONLY)

acceptance: .venv/ready ## count the requirements that pass, fail, or are not built yet
	$(BIN)/pytest -q -n auto --dist loadgroup -m acceptance

soak: .venv/ready ## fuzz the readers for longer, and run the main job at 20 000 people
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -q -n auto tests/collect tests/store tests/plan
	rm -rf build/soak
	$(BIN)/pilotage demo build/soak --people 20000 --seed 7
	$(BIN)/pilotage --home build/soak/home run build/soak

wheel: .venv/ready ## build a wheel, install it into a new environment and run it there
	rm -rf dist build/wheel-check
	$(BIN)/python -m build --wheel --no-isolation --outdir dist
	$(PYTHON) -m venv build/wheel-check
	build/wheel-check/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	build/wheel-check/bin/pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	cd build/wheel-check && bin/pilotage demo demo && bin/pilotage --home home run demo

.PHONY: help demo test postgresql lint check docs bench acceptance soak wheel
