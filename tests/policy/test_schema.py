from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from avowal.config import SAMPLE
from avowal.policy.schema import json_schema

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "policy.schema.json"


def declarations() -> dict[str, object]:
    return yaml.load((SAMPLE / "policy" / "policy.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def relaxed(schema: object) -> object:
    """BaseLoader reads every scalar as text, so numbers and flags are compared as text here."""
    if isinstance(schema, dict):
        if schema.get("type") in ("integer", "boolean"):
            return {"type": "string"}
        return {key: relaxed(value) for key, value in schema.items()}
    return [relaxed(item) for item in schema] if isinstance(schema, list) else schema


def test_the_sample_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(declarations(), relaxed(json_schema()))


def test_an_unknown_key_does_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**declarations(), "purpose": {}}, relaxed(json_schema()))


def test_the_schema_in_the_docs_is_the_generated_one() -> None:
    assert json.loads(REFERENCE.read_text(encoding="utf-8")) == json_schema(), "Run `scripts/docs`."
