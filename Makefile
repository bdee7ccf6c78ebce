# Two commands on a fresh machine (git, make and Python 3.11 to 3.13):
#   make report   renders the notebooks on the sample corpus to reports/
#   make test     runs the tests
# and make lab opens JupyterLab on the first notebook.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CORPUS ?= data/articles
LANGUAGE ?= de
PYTEST ?= -n auto --dist loadfile

.PHONY: help report test lab lint docs bench lock clean
.DEFAULT_GOAL := help

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

report: $(VENV)/ready ## render all notebooks, German and English, to reports/
	@$(BIN)/workbench report "$(CORPUS)" --lang de -o reports
	@$(BIN)/workbench report "$(CORPUS)" --lang en -o reports
	@echo "Open reports/index.html in a browser."

lab: $(VENV)/ready ## open JupyterLab on the first notebook
	@$(BIN)/jupyter lab notebooks/$(LANGUAGE)/01-one-article.ipynb

test: $(VENV)/ready-dev ## run the tests
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/ready-dev ## style, types, layers, generated docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/make_tables.py --check
	@$(BIN)/python docs/make_rooms.py --check

docs: $(VENV)/ready-dev ## write the generated pages again
	@$(BIN)/python docs/make_tables.py
	@$(BIN)/python docs/make_rooms.py

bench: $(VENV)/ready benchmarks/.venv/ready ## measure speed beside the peers (ten minutes); BENCH="--size 2000 --large 10000"
	@$(BIN)/python benchmarks/run.py $(BENCH)
	@$(BIN)/python benchmarks/page.py

lock: ## write the lock files again from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade -q --build-isolation \
	  -o requirements.lock requirements-build.in
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -c requirements.lock \
	  -o requirements-dev.lock requirements-build.in

clean: ## remove the environment, reports and caches
	rm -rf $(VENV) reports build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --- the environment: made once, made again when the lock or the package's needs change ---

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else "Media Workbench needs Python 3.11 to 3.13, this is %d.%d. Try: make PYTHON=python3.12 <target>" % v[:2])'
	@echo "Setting up $(VENV) (once; about a minute, 1 GB) …"
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: on Debian or Ubuntu run 'apt install python3-venv' first."; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# --- the peers of the benchmarks, in an environment of their own; one that cannot be had is absent ---

benchmarks/.venv/ready: benchmarks/requirements.txt
	@$(PYTHON) -m venv benchmarks/.venv
	@grep -v '^#' $< | while read -r peer; do \
	  benchmarks/.venv/bin/python -m pip install -q --disable-pip-version-check "$$peer" || echo "absent: $$peer"; done
	@touch $@
