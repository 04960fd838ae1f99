# Every job of the house is one word. `make demo` and `make test` need nothing done before them.
# Words for the command behind a job go through ARGS: make demo ARGS=--no-serve

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
ARGS ?=

# A job's steps come one after the other, even under make -j: the second needs what the first made.
.NOTPARALLEL:
.PHONY: help demo test coverage lint bench docs lock snapshot translate setup browser spark

help: ## list the jobs
	@sed -nE 's/^([a-z]+):[^#]*## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: setup ## evaluate the sample cluster, then open the platform with it inside
	@$(BIN)/grappe demo $(ARGS)

# The files of tests are dealt out to the cores: what one of them prepares serves the tests of the same file.
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test: browser setup spark lint ## look at the code, then run every test
	@echo '· tests'
	@$(PYTEST) --need-spark $(ARGS)
	@echo '· tests of the platform, on PostgreSQL'
	@TESTS_ON=postgresql $(PYTEST) $(ARGS)

coverage: browser setup ## run every test once, and tell which lines none of them runs
	@$(PYTEST) --cov $(ARGS)

lint: setup ## style, form and types
	@echo '· style (ruff)'
	@$(BIN)/ruff check --quiet .
	@echo '· form (ruff)'
	@$(BIN)/ruff format --check --quiet . || { echo 'Not in form: run .venv/bin/ruff format .'; exit 1; }
	@echo '· types (mypy)'
	@$(BIN)/mypy --no-error-summary

bench: setup ## measure, against the yardsticks
	@$(BIN)/python -m bench $(ARGS)

docs: setup ## build the documentation, warnings are errors
	@echo '· documentation'
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo '  docs/_build/html/index.html'

# Run first, then the others within it, so that all name the same versions. ARGS=--upgrade moves them.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-strip-extras

lock: setup ## compile the locks from pyproject.toml
	@echo '· requirements/run.txt'
	@$(LOCK) pyproject.toml $(ARGS) -o requirements/run.txt >/dev/null
	@echo '· requirements/dev.txt'
	@$(LOCK) pyproject.toml $(ARGS) --extra dev --constraint requirements/run.txt -o requirements/dev.txt >/dev/null
	@echo '· requirements/spark.txt'
	@$(LOCK) pyproject.toml $(ARGS) --extra spark --constraint requirements/run.txt -o requirements/spark.txt >/dev/null
	@echo '· requirements/build.txt'
	@echo hatchling | $(LOCK) - --constraint requirements/dev.txt $(ARGS) -o requirements/build.txt >/dev/null

snapshot: browser setup ## write anew what a new database starts from
	@$(BIN)/python -m tools.new_database
	@TESTS_ON=postgresql $(BIN)/python -m tools.new_database

translate: setup ## gather the sentences; list those that lack their English
	@$(BIN)/python tools/translate.py $(ARGS)

setup: ## make or refresh .venv (done by the others when needed)
	@tools/set_up

# What the tests look with or run on, and the demo does without. libatomic is for playwright's driver, which a bare Debian
# cannot load; initdb is PostgreSQL, on which the platform's tests run after SQLite.
browser:
	@tools/system_packages chromium pdftoppm soffice libatomic.so.1 initdb

# The registry's questions are asked of Spark too: its tests do not pass over it, as they do in a bare pytest.
spark: setup
	@tools/system_packages java
	@tools/set_up spark
