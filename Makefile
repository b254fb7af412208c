# `make` alone lists what can be done. Everything lives in .venv; nothing outside of this folder is touched.

PYTHON ?= python3
BIN := .venv/bin
CORES ?= 2
# Tests wait a good deal for servers, deadlines and databases: one process more than there are cores keeps these busy.
PROCESSES ?= $(shell expr $(CORES) + 1)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start hundreds of processes: without kept bytecode each would compile the project anew, for a third of a second.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test check format lint types bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## install Clausewatch into .venv

demo: .venv/installed ## run the main job end to end on a built-in site, and show the alerts
	@$(BIN)/python -m monitor.demo

test: .venv/installed-dev ## run all tests (PostgreSQL included: a server of its own is started)
	$(BIN)/pytest -q -n $(PROCESSES) --dist loadscope

check: .venv/installed-dev ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/installed-dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/installed-dev ## measure; prints ratios, see benchmarks/README.md
	$(BIN)/python -m benchmarks

lock: ## write requirements*.txt anew from pyproject.toml, with today's versions
	sh deploy/lock.sh $(PYTHON)

clean: ## remove .venv and everything that was built
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --requirement requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	@touch $@
