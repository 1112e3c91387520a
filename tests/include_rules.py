#!/usr/bin/env python3
"""Holds the includes of src/ to the arrows of src/CMakeLists.txt and the libraries to their rooms.

Fails on an include of a module that is not listed, a circle of modules, and a library used outside the room that owns it.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

# A library's headers and the only rooms (or files) that may include them.
OWNERS = {
    r"imgui": ["ui/", "app/imgui_gl.cpp"],
    r"(gdal|ogr|cpl_)": ["gdal/"],
    r"(epoxy/|GL/)": ["render/", "platform/"],
    r"GLFW/": ["platform/"],
    r"stb_": ["figure/"],
    r"(pango/|fontconfig/|ft2build|freetype|hb)": ["text/"],
    r"sqlite3": ["atlas/"],
    r"turbojpeg": ["atlas/"],
    r"proj\.h": ["geo/"],
    r"cmark-gfm": ["article/"],
    r"libxml/": ["article/"],
    r"unicode/": ["article/", "gazetteer/"],
    r"libdeflate": ["figure/"],
    r"CLI/": ["app/"],
}


def arrows(cmake: str) -> dict[str, set[str]]:
    """Module -> modules it may include, transitively, as CMake links them."""
    direct = {}
    for match in re.finditer(r"dateline_module\((\w+)([^)]*)\)", cmake):
        uses = re.search(r"USES\s+([\w\s]+?)(?:LINKS|$)", match.group(2))
        direct[match.group(1)] = set(uses.group(1).split()) if uses else set()
    direct["app"] = set(direct)
    return direct


def circle(direct: dict[str, set[str]]) -> list[str]:
    done, path = set(), []

    def visit(module: str) -> list[str]:
        if module in path:
            return path[path.index(module):] + [module]
        if module in done:
            return []
        path.append(module)
        for used in sorted(direct.get(module, ())):
            if found := visit(used):
                return found
        path.pop()
        done.add(module)
        return []

    for module in direct:
        if found := visit(module):
            return found
    return []


def faults(files: dict[str, str], direct: dict[str, set[str]]) -> list[str]:
    """`files`: path below src -> text."""
    found = []
    for name, text in sorted(files.items()):
        module = name.split("/")[0]
        for line, row in enumerate(text.splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', row)
            if not match:
                continue
            header = match.group(1)
            used = header.split("/")[0]
            if used in direct and used != module and used not in direct.get(module, ()):
                found.append(f"src/{name}:{line}: {module} may not include {used} ({header})")
            for library, rooms in OWNERS.items():
                if re.match(library, header) and not any(name.startswith(room) for room in rooms):
                    found.append(f"src/{name}:{line}: {header} belongs to {', '.join(rooms)}")
    return found


def self_test() -> None:
    """The rules can fail: one example of each fault must be found."""
    direct = {"base": set(), "geo": {"base"}, "ui": {"base"}}
    assert faults({"geo/a.cpp": '#include "ui/ui.h"'}, direct)
    assert faults({"geo/a.cpp": "#include <gdal.h>"}, direct)
    assert not faults({"geo/a.cpp": '#include "base/error.h"'}, direct)
    assert circle({"a": {"b"}, "b": {"a"}})
    assert not circle(direct)


def main() -> int:
    self_test()
    direct = arrows((SRC / "CMakeLists.txt").read_text())
    files = {str(p.relative_to(SRC)): p.read_text() for p in SRC.rglob("*") if p.suffix in (".h", ".cpp")}
    problems = faults(files, direct)
    if found := circle({m: u for m, u in direct.items() if m != "app"}):
        problems.append("the modules go in a circle: " + " -> ".join(found))
    for folder in sorted(p.name for p in SRC.iterdir() if p.is_dir()):
        if folder not in direct:
            problems.append(f"src/{folder} is not a module of src/CMakeLists.txt")
    print("\n".join(problems) or f"{len(files)} files follow the arrows")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
