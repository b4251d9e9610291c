# Every target makes its own virtual environment from the hash-locked requirements when there is none, or
# when they have changed. `make PYTHON=python3.13 test` chooses the interpreter.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check bench format lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: $(READY)  ## build policies/, decide four sample requests, say where the documents are
	@$(BIN)/assent build
	@$(BIN)/assent decide physical_therapy docs/examples/requests/*.yaml
	@echo
	@echo "The policy as providers read it:  generated/physical_therapy/v1_0_0/policy.html (and policy.md)"
	@echo "The policy as engineers embed it: generated/physical_therapy/checker.py"

test: $(READY)  ## all tests
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: $(READY)  ## style, types, import walls, and that generated/ is, by proof, what policies/ say
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/assent build --check --prove

bench: $(READY)  ## speed, as ratios
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench || exit 1; done

format: $(READY)  ## put Python in order
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

lock: $(READY)  ## write the requirement files anew (needs uv)
	uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 --output-file requirements/runtime.txt
	uv pip compile pyproject.toml --group dev --constraint requirements/runtime.txt --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 --output-file requirements/dev.txt

clean:  ## remove the virtual environment and every cache
	rm -rf $(VENV) .assent-cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Assent needs Python 3.11 or later: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
