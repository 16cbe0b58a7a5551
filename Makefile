# The one task file. `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench picture clean

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/ready  ## build the shipped example and say where to look
	$(BIN)/jumelles demo demo

test: .venv/ready  ## run all tests, with coverage
	$(BIN)/pytest --cov=jumelles --cov-report=term:skip-covered

lint: .venv/ready  ## style, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready  ## measure, against peers, in one run (see benchmarks/README.md)
	$(BIN)/python benchmarks/run.py

picture: .venv/ready  ## retake the picture of the README (needs chromium)
	$(BIN)/jumelles demo dist/picture --lang en
	$(BIN)/python scripts/picture.py dist/picture/out/index.html docs/img/page.png

clean:  ## forget what was set up and built here
	rm -rf .venv demo dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage* .bench
