# `make` alone lists what there is. Everything runs from .venv, with the packages that the lock files name.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
RUN = $(VENV)/bin/python
INSTALL = install -qq --disable-pip-version-check --no-compile --no-deps --require-hashes

help:  ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

demo: $(VENV)/runtime  ## install, start, fill and serve the demo town on http://127.0.0.1:8000/ (PORT= moves it)
	@PORT=$(PORT) QUARTIER_SETTINGS=demo QUARTIER_LOG_LEVEL=warning $(VENV)/bin/quartier demo serve

demo-reset: $(VENV)/runtime  ## the same from an empty database
	@PORT=$(PORT) QUARTIER_SETTINGS=demo QUARTIER_LOG_LEVEL=warning $(VENV)/bin/quartier demo serve --reset

check: $(VENV)/development  ## all that CI runs: style, contracts, types, translations, documents, tests, browser
	@$(RUN) tools/check.py

test: $(VENV)/development  ## the fast lane: no browser, at most a minute
	@$(RUN) -m pytest -n 2 -m "not browser and not slow"

proof: $(VENV)/development  ## the long proofs; each writes a dated result below proof/
	@$(RUN) tools/proofs.py --run

messages: $(VENV)/development  ## bring the catalogues of translations up to date with the code
	@$(RUN) tools/messages.py

docs: $(VENV)/development  ## write the generated reference pages and build the documents into build/docs
	@$(RUN) tools/docs.py

lock:  ## resolve the dependencies again and write both lock files (needs uv)
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.lock | $(VENV)/bin/python
	@echo "installing what requirements.lock names (once; a minute or two)" >&2
	@$(RUN) -m pip $(INSTALL) -r requirements.lock
	@$(RUN) tools/link.py && touch $@

$(VENV)/development: requirements-dev.lock | $(VENV)/bin/python
	@echo "installing what requirements-dev.lock names (once; two minutes or three)" >&2
	@$(RUN) -m pip $(INSTALL) -r requirements-dev.lock
	@$(RUN) tools/link.py && touch $@ $(VENV)/runtime

.PHONY: help demo demo-reset check test proof messages docs lock
