# The commands of developers: https://just.systems. `just` lists them.

python := ".venv/bin/python"

_default:
    @just --list

# Make the virtual environment with everything that tests need.
setup:
    python3 -m venv .venv
    .venv/bin/pip install --quiet --editable '.[test]'

# Run tests, all or those named.
test *args:
    {{ python }} -m pytest -q {{ args }}

# Check style, types, and that imports point down.
lint:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports

# Put code into its form.
format:
    .venv/bin/ruff format .
    .venv/bin/ruff check --fix .

# Write what is generated: the reference of commands, the schema, the man page, the terminal's picture.
generate:
    {{ python }} tools/cli_reference.py
    {{ python }} tools/config_schema.py
    {{ python }} tools/man_page.py
    {{ python }} tools/pictures.py

# Write golden files anew; read their difference before committing.
golden:
    UPDATE_GOLDEN=1 {{ python }} -m pytest -q tests/reporters

# Run the pre-commit hook and the action's steps as their users do (asks the package index).
integrations:
    PATH="$PWD/.venv/bin:$PATH" {{ python }} tools/integrations.py

# Everything a change must pass, on a clean environment.
ci:
    .ci/run
