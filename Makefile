# Two commands for a fresh machine: `make run` (set up, build the sample graph, serve it) and `make test` (every check).
# Each sets up what it needs by itself and can be run again in seconds.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORE ?= out/store
SAMPLES ?= data/samples/documents

.PHONY: run test setup pages system bench soak docs clean

run: setup pages
	@mkdir -p out
	$(BIN)/kg build $(SAMPLES) --store $(STORE)
	$(BIN)/kg export awards --store $(STORE) --out out/awards.xlsx
	$(BIN)/kg serve --store $(STORE) $(SERVE)

test: system setup pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not browser" -n 2 --dist loadfile
	$(BIN)/python -m pytest -m browser

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev,mcp,parquet]'
	@touch $@

# the pages' bundle: npm packages by lock file, with the machine's Node or the one from PyPI
pages: setup
	$(BIN)/python viz/build.py

# what only the browser tests need from Debian: installed when root, named otherwise
system:
	@if command -v chromium >/dev/null && fc-list :lang=zh-cn family 2>/dev/null | grep -q .; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; \
	else echo "缺少 Chromium 或中文字体 missing for the browser tests: sudo apt-get install chromium fonts-noto-cjk fontconfig"; exit 1; fi

bench: setup pages
	$(BIN)/python -m bench

soak: setup pages
	$(BIN)/python -m bench soak

docs: setup
	$(BIN)/python -m kg.cli.reference docs

clean:
	rm -rf $(VENV) out viz/dist/* viz/node_modules
