"""`@dataclass(frozen=True)` for the policy's many small classes, at a tenth of the cost when a process starts.

The standard decorator writes and compiles six methods for each class, which is most of what loading a policy in a cold
process took. Here all classes share their methods. Fields, `replace`, `fields`, `asdict` and `is_dataclass` are the
standard library's; type checkers see its decorator. For classes without `__post_init__`, with defaults at the end.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]
Class = TypeVar("Class", bound=type)

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool) -> Callable[[Class], Class]:
        """Make a frozen dataclass of the class that it stands over; `frozen` must be true."""
        assert frozen
        return _made


def _made(cls: Class) -> Class:
    cls.__doc__ = cls.__doc__ or ""  # else one is written from its signature, which takes longer than all the rest
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    for method in (_init, _repr, _eq, _hash, _setattr, _delattr):
        setattr(made, f"__{method.__name__[1:]}__", method)
    return cls


def _init(self: Any, *values: Any, **named: Any) -> None:
    names = tuple(self.__dataclass_fields__)
    given = dict(zip(names, values, strict=False)) | named
    unknown = given.keys() - self.__dataclass_fields__.keys()
    if unknown or len(values) > len(names) or len(given) < len(values) + len(named):
        raise TypeError(f"{type(self).__name__} got values that it has no field for, or two for one field")
    whole(self, given)


def whole(made: Any, given: dict[str, Any]) -> None:
    """Fill a new instance with `given`, which names its own fields only, and with defaults; TypeError if one lacks."""
    state = made.__dict__
    for name, field in made.__dataclass_fields__.items():
        if name in given:
            state[name] = given[name]
        elif field.default is not dataclasses.MISSING:
            state[name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            state[name] = field.default_factory()
        else:
            raise TypeError(f"{type(made).__name__} lacks “{name}”")


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def _eq(self: Any, other: object) -> Any:
    return self.__dict__ == other.__dict__ if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(self.__dict__.values()))


def _setattr(self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _delattr(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be removed")
