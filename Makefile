# Each target does its own set-up and works alone on a fresh machine.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# One thing after the other, also under -j: two outputs at once cannot be read.
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
UV := uv==0.13.9

.PHONY: help setup publish test bench fuzz catalogs lock lint clean

help: ## these lines
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 16

setup: ## system packages, .venv, engines; nothing when all is there
	@bash .ci/setup

publish: setup ## this folder's publication: update, check, build, audit, status
	@$(BIN)/publisher publish

test: lint ## set-up, lint and the whole suite, every engine required
	@PUBLISHER_REQUIRE_ENGINES=1 $(BIN)/python -m pytest -n 2 --dist loadfile

bench: setup ## speed, as ratios against a peer in the same run; ONLY="merge extract"
	@$(BIN)/python tests/benchmarks/run.py $(ONLY)

fuzz: setup ## hostile files on everything that reads, then random edits; MINUTES=10 ONLY="po markdown"
	@$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10) $(ONLY)
	@$(BIN)/python -m tests.property.incremental 200 --seed 7

catalogs: setup ## the tool's own catalogs anew
	@bash .ci/catalogs

lint: setup ## layout, lint, types, who imports whom
	@$(BIN)/python -m ruff format --check --quiet .
	@$(BIN)/python -m ruff check --quiet .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-logo

# Keeps the versions that are locked and still fit; UPGRADE=--upgrade takes the newest of everything not pinned by us.
lock: setup ## requirements.lock anew, from pyproject.toml
	@tools="$$(mktemp -d)"; trap 'rm -rf "$$tools"' EXIT; \
	$(BIN)/python -m venv "$$tools"; \
	"$$tools/bin/python" -m pip install --quiet --disable-pip-version-check $(UV); \
	cp requirements.lock "$$tools/lock"; \
	"$$tools/bin/uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	    --extra dev $(UPGRADE) --output-file "$$tools/lock" pyproject.toml; \
	{ echo '# Written by "make lock"; do not edit. Runtime and development packages with the hash of every published file.'; \
	  cat "$$tools/lock"; } > requirements.lock

clean: ## what builds and tools left here; .venv and the user cache stay
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
