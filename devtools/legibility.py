"""Legibility figures of the product: docstrings, names, sizes, circles of files, template lines.

``tests/test_house.py`` holds them to their limits.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import ROOT

QUESTION_WORDS = {"What", "Who", "Whom", "Whose", "How", "Where", "Those", "Which", "Whether", "When", "Why"}
STORY_NAMES = {"told", "tell", "said", "say", "asked", "ask", "read", "one", "found"}
# Files that a program writes: migrations by Django, the client's types from docs/openapi.yaml.
GENERATED = re.compile(r"/migrations/|/entente_client/shapes\.py$")
# Names that Python, Django or one of our own registries looks for in a module: each such module has them.
CONVENTIONS = {"main", "handle", "extract"}
LONGEST_MODULE, LONGEST_TEMPLATE_LINE = 300, 120


@dataclass(frozen=True)
class Module:
    """One Python file of the product, parsed."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    def docstrings(self) -> Iterator[tuple[str, str]]:
        """Name and docstring of every class, function and method that has a docstring."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
                yield f"{self.name}:{node.name}", text

    def functions(self) -> list[str]:
        return [node.name for node in self.tree.body if isinstance(node, ast.FunctionDef)]

    def vocabularies(self) -> Iterator[str]:
        """Names of the choices classes that the module gives to the API's vocabularies."""
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == "VOCABULARIES" for target in node.targets
            ):
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Name | ast.Attribute):
                        yield part.id if isinstance(part, ast.Name) else part.attr

    def code_words(self) -> Iterator[tuple[int, str]]:
        """Line and text of every identifier, and of every string constant that is code; no docstrings.

        A string with a space is a sentence for people or SQL: of it come the pieces in single quotes, and those
        joined by ``_ . / :`` as names of tables, paths and keys are.
        """
        prose = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            line = getattr(node, "lineno", 0)
            yield from ((line, name) for name in _identifiers(node))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                pieces = _CODE_IN_TEXT.findall(node.value) if " " in node.value.strip() else [node.value]
                yield from ((line, piece) for piece in pieces)

    def stories(self) -> Iterator[str]:
        """Names of modules, functions, parameters, variables, attributes that are a verb of telling or a pronoun."""
        if self.name.rpartition(".")[2] in STORY_NAMES:
            yield self.name
        for node in ast.walk(self.tree):
            for name in _bound_names(node):
                if (
                    not name.isupper() and name.lower().strip("_") in STORY_NAMES
                ):  # capitals are codes, as READ
                    yield f"{self.name}:{getattr(node, 'lineno', 0)} {name}"

    def imports(self, known: set[str]) -> set[str]:
        """The modules of the product that it imports, inside functions too; not those for types alone."""
        return {name for node in _executed(self.tree) for name in self._imported(node, known)} - {self.name}

    def _imported(self, node: ast.AST, known: set[str]) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        if isinstance(node, ast.ImportFrom):
            home = self._home(node)
            for alias in node.names:
                whole = f"{home}.{alias.name}"
                if whole in known or home in known:
                    yield whole if whole in known else home

    def _home(self, node: ast.ImportFrom) -> str:
        parts = self.name.split(".") + ["__init__"] * (self.path.name == "__init__.py")
        above = parts[: len(parts) - node.level] if node.level else []
        return ".".join([*above, *filter(None, [node.module])])


# In a sentence or in SQL: a literal in quotes, or a name of several words.
_CODE_IN_TEXT = re.compile(r"'[^'\s]+'|\w+(?:[_./:]\w+)+|\w*_\w+")


def _identifiers(node: ast.AST) -> Iterator[str]:
    """Every name in a node, defined or used."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            yield name
    yield from _bound_names(node)


def _bound_names(node: ast.AST) -> Iterator[str]:
    """Names that a node defines, and those that a call gives to its arguments."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield name
        case ast.arg(arg=name) | ast.keyword(arg=str(name)) | ast.alias(asname=str(name)):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name


def words(name: str) -> set[str]:
    """The words of a name in snake or camel case, or of a path, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for statement in node.orelse:
                yield statement
                yield from _executed(statement)
            continue
        yield node
        yield from _executed(node)


def product(root: Path = ROOT) -> list[Module]:
    """The modules of every package beside ``manage.py`` that is shipped, generated files aside."""
    packages = {path.parent for path in root.glob("*/__init__.py")}
    packages -= {root / name for name in ("tests", "devtools", "bench")}
    paths = [path for package in sorted(packages) for path in sorted(package.rglob("*.py"))]
    paths += sorted((root / "clients").rglob("src/**/*.py"))
    kept = [path for path in paths if not GENERATED.search(path.as_posix())]
    return [Module(_module_name(path, root), path, path.read_text()) for path in kept]


def _module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def begins_with_question_word(docstring: str) -> bool:
    return re.split(r"\W", docstring.lstrip(), maxsplit=1)[0] in QUESTION_WORDS


def opening_questions(modules: list[Module], root: Path = ROOT) -> list[str]:
    """Classes, functions and methods whose docstring begins with a question word.

    Docstrings that are published are texts for people and not counted: those that docs/openapi.yaml holds, and those
    of the choices classes that /vocabularies/ describes.
    """
    description = " ".join((root / "docs" / "openapi.yaml").read_text().split())
    vocabularies = {name for module in modules for name in module.vocabularies()}
    return [
        name
        for module in modules
        for name, text in module.docstrings()
        if begins_with_question_word(text)
        and " ".join(text.split("\n\n")[0].split()) not in description
        and name.partition(":")[2] not in vocabularies
    ]


def named(modules: list[Module], nouns: Collection[str], packages: Collection[str]) -> list[str]:
    """Places in the code of these packages that name one of these nouns."""
    return [
        f"{module.name}:{line} {text}"
        for module in modules
        if module.package in packages
        for line, text in module.code_words()
        if words(text) & set(nouns)
    ]


def repeated_functions(modules: list[Module]) -> dict[str, list[str]]:
    """Top-level functions that stand in more than one module, by name, private ones too; conventions aside."""
    homes = defaultdict(list)
    for module in modules:
        for name in module.functions():
            homes[name].append(module.name)
    return {
        name: where for name, where in sorted(homes.items()) if len(where) > 1 and name not in CONVENTIONS
    }


def circles(modules: list[Module]) -> list[list[str]]:
    """Groups of files that import each other, directly or round about (strongly connected components)."""
    known = {module.name for module in modules}
    edges = {module.name: module.imports(known) for module in modules}
    reach = {name: _reachable(name, edges) for name in edges}
    groups = {
        tuple(sorted(other for other in reach[name] if name in reach[other]))
        for name in edges
        if name in reach[name]
    }
    return [list(group) for group in sorted(groups)]


def _reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    """The modules that an import of ``start`` runs; itself among them only where it is in a circle."""
    met: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name not in met:
            met.add(name)
            waiting += edges[name]
    return met


def shares(modules: list[Module]) -> dict[str, float]:
    """The part of the product's lines that each top-level package has, the largest first."""
    lines: Counter[str] = Counter()
    for module in modules:
        lines[module.package] += module.lines
    return {name: count / lines.total() for name, count in lines.most_common()}


def long_template_lines(root: Path = ROOT) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number} has {len(line)}"
        for path in sorted(root.glob("templates/**/*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]


def report(root: Path = ROOT, *, is_whole: bool = False) -> str:
    """The figures, a line each; whole, with the places behind them."""
    modules = product(root)
    documented = sum(1 for module in modules for _docstring in module.docstrings())
    questions = [
        module.name for module in modules if begins_with_question_word(ast.get_docstring(module.tree) or "")
    ]
    names = {name for module in modules for name in module.functions()}
    package, share = next(iter(shares(modules).items()))
    rows: list[tuple[str, list]] = [
        (f"of {len(modules)} modules have a docstring that begins with a question word", questions),
        (
            f"of {documented} docstrings of classes and functions begin with a question word",
            opening_questions(modules, root),
        ),
        (
            f"of {len(names)} names of top-level functions stand in more than one module",
            list(repeated_functions(modules).items()),
        ),
        (
            f"names among {', '.join(sorted(STORY_NAMES))}",
            [at for module in modules for at in module.stories()],
        ),
        (
            f"modules over {LONGEST_MODULE} lines",
            [(module.name, module.lines) for module in modules if module.lines > LONGEST_MODULE],
        ),
        ("circles of files", circles(modules)),
        (f"template lines over {LONGEST_TEMPLATE_LINE} characters", long_template_lines(root)),
    ]
    lines = []
    for words, places in rows:
        lines.append(f"{len(places):5} {words}")
        lines += [f"        {place}" for place in places if is_whole]
    total = sum(module.lines for module in modules)
    lines.append(f"{total:5} lines in all; {share:.0%} of them in {package}/, the largest package")
    return "\n".join(lines)
