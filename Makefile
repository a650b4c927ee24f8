# Two commands for a fresh machine: `make run` (set up, build the sample graph, serve it) and `make test` (every check).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORE ?= out/store

.PHONY: run test setup system lint types bench soak clean

run: setup
	$(BIN)/kg build data/samples/documents --store $(STORE)
	$(BIN)/kg export awards --store $(STORE) --out out/awards.xlsx
	$(BIN)/kg serve --store $(STORE)

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

setup: $(VENV)/.ready
	$(BIN)/python viz/build.py

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev,mcp,parquet]'
	touch $@

clean:
	rm -rf $(VENV) out viz/dist viz/node_modules
