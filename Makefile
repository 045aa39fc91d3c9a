# Aizuchi's workbench: `make help` lists what there is. Needs Python 3.11 or later, Node 20 or later, and Linux or macOS.

PYTHON ?= python3
BIN := .venv/bin
PIN := $(BIN)/uv pip compile --no-config --quiet --generate-hashes --universal --python-version 3.11 \
       --no-emit-index-url --no-emit-find-links --custom-compile-command 'make pins'
# More for pytest: make test TESTS='tests/handlers -k claim'
TESTS ?=
# One story each: make season SEEDS='1 2 3'
SEEDS ?=

.DEFAULT_GOAL := help
.PHONY: help setup libraries run test long check format pictures storm season complete history bench pins audit sbom

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*##/\1	/p' $(MAKEFILE_LIST)

setup: libraries  ## install all that run, test and check need; quick when nothing changed
	@tools/setup-browser.sh $(BIN)/python

libraries: .venv/libraries node_modules/.libraries

.venv/uv: requirements-setup.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo 'Aizuchi needs Python 3.11 or later. Where it has another name: make setup PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-setup.txt
	@touch $@

.venv/libraries: .venv/uv requirements.txt requirements-dev.txt
	$(BIN)/uv pip sync --no-config --quiet --require-hashes requirements-setup.txt requirements.txt requirements-dev.txt
	@touch $@

node_modules/.libraries: package.json package-lock.json .npmrc
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' || \
	    { echo 'Aizuchi needs Node 20 or later, with npm, to draw and check its pages.' >&2; exit 1; }
	npm ci --silent
	@touch $@

run: libraries  ## try Aizuchi here, with a stand-in for Teams (PORT, REHEARSAL_PORT)
	@$(BIN)/python app.py rehearse

# Some tests wait more than they reckon: a worker more than the cores that were measured with.
WORKERS ?= 3

test: setup  ## run every test but the long ones (TESTS='tests/handlers -k claim' for some)
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal -m 'not long and not storm' $(TESTS)

long: setup  ## run the long tests: in the browser, several processes, a whole day, seasons, kills, bad weather, history
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist load -m long

check: setup  ## style, types, page scripts, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	node_modules/.bin/eslint .
	$(BIN)/python -m pytest --quiet tests/contract

format: libraries  ## lay out the code
	$(BIN)/ruff check --fix-only --select I .
	$(BIN)/ruff format .

pictures: setup  ## draw every approved card, for a phone and a desktop: var/pictures/
	AIZUCHI_PICTURES=1 $(BIN)/python -m pytest --numprocesses $(WORKERS) tests/bot/cards/test_pictures.py

storm: setup  ## 10,000 requests of all kinds at each address: is one answered with a 5xx? takes long
	$(BIN)/python -m pytest --numprocesses $(WORKERS) -m storm tests/app/test_storm.py

season: setup  ## play whole seasons against an independent count of every nudge (SEEDS='1 2 3'); takes long
	$(BIN)/python -m tests.season $(SEEDS)

complete: setup  ## 2,000 posts in bad weather, ten kills, two databases: is anything missed? takes long
	$(BIN)/python -m tests.processes.complete

history: setup  ## read 10,000 old posts into both databases, cut twice, within Graph's limits; takes long
	HISTORY_POSTS=10000 $(BIN)/python -m pytest --numprocesses 0 tests/processes/test_import.py

audit: libraries node_modules/.libraries  ## look for known holes in what is pinned; asks the network
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.txt
	npm audit

sbom: libraries  ## list what runs, in CycloneDX, as var/sbom.json
	@mkdir -p var
	$(BIN)/uv venv --no-config --quiet --clear --python $(BIN)/python var/sbom
	$(BIN)/uv pip sync --no-config --quiet --python var/sbom/bin/python --require-hashes requirements.txt
	$(BIN)/cyclonedx-py environment --output-reproducible --spec-version 1.6 --output-format JSON -o var/sbom.json var/sbom/bin/python

bench: libraries  ## measure (docs tell what)
	$(BIN)/python -m bench

pins: libraries  ## renew every pinned version
	$(PIN) --upgrade requirements-setup.in -o requirements-setup.txt
	$(PIN) --upgrade requirements.in -o requirements.txt
	$(PIN) --upgrade requirements-dev.in -o requirements-dev.txt
	npm update --package-lock-only --silent
