# make run · make test · make check · make bench — each makes its own virtual environment when needed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Nothing but the lock file decides what is installed; a changed lock file makes a changed environment.
READY := $(VENV)/.installed

.PHONY: run test check bench lock format clean

run: $(READY)
	$(BIN)/python -m bot

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/python -m bot check

bench: $(READY)
	$(BIN)/python -m bench

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Pins every dependency with its hashes, for every platform, without a line that names an index.
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet pyproject.toml
lock:
	$(LOCK) --extra preview --group dev --output-file requirements.lock
	$(LOCK) --constraint requirements.lock --no-annotate --output-file requirements-container.lock

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
