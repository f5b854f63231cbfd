# Two commands: `make app` shows the map, `make test` proves it. The others serve those who change the code.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
NEEDS := .venv/installed

.PHONY: app test check bench spark lock
app: $(NEEDS)
	$(BIN)/guanxi app --port $(PORT)

test: $(NEEDS)
	$(BIN)/pytest $(ARGS)

check: $(NEEDS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(NEEDS)
	for row in $$(grep -l __main__ bench/*.py); do $(BIN)/python $$row || exit 1; done

# uv comes by pip, pinned like everything else, and installs the rest seven times faster; it asks where pip asks.
.venv: $(NEEDS)
$(NEEDS): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Guanxi needs Python 3.11 or newer: make app PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv --clear .venv
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$($(BIN)/pip config get global.index-url 2>/dev/null)}" \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $(NEEDS)

# Spark for graphs past one machine (README); 490 MB, so only for who asks. The lock holds what is not in the other one.
spark: $(NEEDS)
	UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$($(BIN)/pip config get global.index-url 2>/dev/null)}" \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --require-hashes -r requirements-spark.lock

lock: $(NEEDS)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group spark --constraint requirements.lock -o requirements-spark.lock
