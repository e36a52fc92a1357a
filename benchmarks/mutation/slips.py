"""Small mistakes in a module: what can be changed in its syntax tree, and the module with one such change.

Pure. Words of messages (f-strings), docstrings, annotations and imports are left alone. A slip is named by its number
in the order of the tree, so that a seed picks the same slips every time.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

from attrs import frozen

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NO_LINE = 1_000_000
_Change = Callable[[ast.AST], ast.AST]


@frozen
class Slip:
    """One mistake: `line` and `before` as they stand in the module, `after` in its stead; `source` is all of it."""

    line: int
    kind: str
    before: str
    after: str
    source: str


def slips(source: str) -> Iterator[Callable[[], Slip]]:
    """Every mistake that can be made in a module; each is made when it is called."""
    tree = ast.parse(source)
    for number, node in enumerate(_looked_at(tree)):
        for kind, change in _changes(node):
            yield lambda n=number, k=kind, c=change: _slip(tree, n, k, c)  # type: ignore[misc]


def _looked_at(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a tree that may be changed, always in one order."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"} or isinstance(node, ast.JoinedStr | ast.Import):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                yield from _looked_at(child)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Assign):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return "__all__" in names or (
            isinstance(node.value, ast.Subscript | ast.BinOp | ast.Name)
            and names[:1] == [name for name in names[:1] if name[:1].isupper() and not name.isupper()]
        )
    return isinstance(node, ast.ImportFrom)


def _changes(node: ast.AST) -> Iterator[tuple[str, _Change]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        yield "comparison", _compared
    elif isinstance(node, ast.BoolOp):
        yield "and, or", _exchanged
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", lambda n: n.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.BinOp) and type(node.op) in _REPLACED:
        yield "sum", _reckoned
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str) and node.value != "":
        yield "constant", _another
    elif isinstance(node, ast.If | ast.IfExp | ast.While | ast.comprehension):
        yield from _conditions(node)
    elif isinstance(node, ast.Expr | ast.AugAssign):
        yield "statement left out", lambda n: ast.Pass()
    elif isinstance(node, ast.Continue):
        yield "break", lambda n: ast.Break()
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "nothing returned", lambda n: ast.Return(ast.Constant(None))


def _conditions(node: ast.If | ast.IfExp | ast.While | ast.comprehension) -> Iterator[tuple[str, _Change]]:
    if isinstance(node, ast.comprehension):
        if node.ifs:
            yield "condition left out", _without_condition
    else:
        yield "condition", _never


def _compared(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    node.ops[0] = _COMPARED[type(node.ops[0])]()
    return node


def _exchanged(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _reckoned(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    node.op = _REPLACED[type(node.op)]()
    return node


def _another(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Constant)
    if isinstance(node.value, bool):
        return ast.Constant(not node.value)
    return ast.Constant(node.value + 1 if isinstance(node.value, int) else "")


def _without_condition(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.comprehension)
    node.ifs = node.ifs[1:]
    return node


def _never(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.Constant(False)
    return node


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _slip(tree: ast.Module, number: int, kind: str, change: _Change) -> Slip:
    made = copy.deepcopy(tree)
    node = next(each for n, each in enumerate(_looked_at(made)) if n == number)
    line, before = min((getattr(each, "lineno", _NO_LINE) for each in ast.walk(node)), default=0), ast.unparse(node)
    new = change(copy.deepcopy(node))
    whole = ast.unparse(ast.fix_missing_locations(_Put(node, new).visit(made)))
    return Slip(line, kind, _short(before), _short(ast.unparse(new)), whole)


class _Put(ast.NodeTransformer):
    """One node of a tree in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _short(text: str) -> str:
    first = text.strip().split("\n")[0]
    return first if len(first) <= 90 else f"{first[:87]}..."
