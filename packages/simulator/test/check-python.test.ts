import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder, pythons, withPython } from "@galaxy-kit/test-support/jest";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { checkPython, findPython } from "../src/index.js";

type Row = readonly [title: string, code: string, ...expected: string[]];

const MAIN = "def main(): pass\n";
const GONE = "removed-python-api error";

const rows: readonly Row[] = [
  ["a module that is gone", "import distutils.dir_util", `${GONE}: Python 3.12 removed the module distutils, so`],
  [
    "a name that is gone",
    "import collections\ncollections.Mapping",
    `${GONE}: Python 3.10 removed collections.Mapping, so`,
  ],
  [
    "a name that is gone, imported",
    "from collections import Mapping",
    `${GONE}: Python 3.10 removed collections.Mapping, so`,
  ],
  [
    "an argument that is gone, of a renamed function",
    "from json import loads as parse\ndef f(): return parse('{}', encoding='utf-8')",
    `${GONE}: Python 3.9 removed the argument encoding of json.loads(), so`,
  ],
  [
    "… even if the error is handled as another one",
    "import json\ntry: json.loads('', encoding='utf-8')\nexcept TypeError: raise ValueError()",
    `${GONE}: Python 3.9 removed the argument encoding of json.loads(), so`,
  ],
  [
    "an event loop as an argument",
    "import asyncio\nasyncio.Lock(loop=None)",
    `${GONE}: Python 3.10 removed the argument loop of asyncio.Lock()`,
  ],
  ["a module that is missing", "import requests", "missing-python-module error: requests is neither"],
  ["several, all at once", "import yaml\nimport requests", "missing-python-module error: requests, yaml are neither"],
  [
    "a module that is missing, in a function",
    "def f(): import requests",
    "missing-python-module warning: requests is neither",
  ],
  [
    "a folder that is added to the path",
    "import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), 'lib'))\nimport vendored",
  ],
  [
    "a folder in a variable that is added to the path",
    "import os, sys\nLIB = os.path.join(os.path.dirname(__file__), 'lib')\nsys.path += [LIB]\nimport vendored",
  ],
  ["a folder that another file adds to the path", "import vendored, paths"],
  [
    "a folder that is added to the path by a name that only running code knows",
    "import sys, space.inner\nsys.path.append(space.inner.__file__[:-8])\nimport other",
  ],
  ["a folder of that kind without such code", "import other", "missing-python-module error: other is neither"],
  [
    "a module that is missing in a folder",
    "from space.gone import a",
    "missing-python-module error: space.gone is missing",
  ],
  ["… in a package", "import circle.gone.deeper", "missing-python-module error: circle.gone is missing"],
  ["… in the package of the file", "import circle.near", "missing-python-module error: circle.gone is missing"],
  ["an archive that is added to the path", "import sys\nsys.path.append('packed.zip')\nimport zipped"],
  [
    "… but not if it is imported elsewhere, too",
    "try: import optional\nexcept ImportError: pass\nimport optional",
    "missing-python-module error: requests is neither",
  ],
  [
    "a module that is needed, since its absence ends the plugin",
    "try: import requests\nexcept ImportError: raise",
    "missing-python-module warning: requests is neither",
  ],
  [
    "a module inside a package that is gone",
    "import xml.etree.cElementTree as xml",
    `${GONE}: Python 3.9 removed xml.etree.cElementTree`,
  ],
  ["a syntax error in an imported file", "import two", "python-syntax error: invalid syntax: Missing parentheses"],
  ["a compiled module for another Python", "import old", "compiled-python-module error: is compiled for Python 3.7;"],
  ["a 32-bit one without a version", "import bits", "compiled-python-module error: is compiled for 32-bit Python;"],
  [
    "a class that is not a plugin",
    "class P: pass\ncreate_and_run_plugin(P, [])",
    "not-a-plugin-class error: P does not extend Plugin",
  ],
  ["a class that is", "from space.inner import Plugin\nclass P(Plugin): pass\ncreate_and_run_plugin(P, [])"],
];

/** Code without problems that does not affect how other files are read. */
const harmless: readonly Row[] = [
  ["a method of another object with the same name", "import collections\nclass A: pass\nA().Mapping\nA.loads = 1"],
  [
    "a name with something to fall back on",
    "try:\n  from collections import Mapping\nexcept ImportError: Mapping = dict",
  ],
  [
    "a name for old versions only",
    "import sys, time\nif sys.version_info < (3, 8): now = time.clock\nelse: now = time.time",
  ],
  ["modules of the standard library on other systems", "import winreg, msvcrt, fcntl, tomllib, zoneinfo"],
  ["a package without a start, and a relative import", "import space.inner"],
  ["a package that makes its modules up", "import madeup.six.moves, madeup.other"],
  ["a value in place of a module", "from space.other import Plugin\nfrom circle import one, value"],
  ["a module that code does without", "try: import requests\nexcept ImportError: import urllib2"],
  ["… with everything that this module imports", "try: import optional\nexcept ImportError: pass"],
  ["… in another way", "import contextlib\nwith contextlib.suppress(ImportError): import requests"],
  ["a module for old versions only", "import sys\nif sys.version_info < (3,): import urllib2"],
  ["… by a variable", "import sys\nPY_37 = sys.version_info >= (3, 7)\nif not PY_37: import idna_ssl"],
  ["a module for types only", "import typing\nif typing.TYPE_CHECKING: import requests"],
  ["a function that a module of the folder still has", "import platform\nplatform.dist()"],
  ["a syntax error next to the script, where the start of a package would be", "import space.inner"],
  ["code that nests deeper than Python calls", `x = ${"1 + ".repeat(3000)}1\ny = a${".b()".repeat(2000)}`],
  ["a link to the folder around it", "import circle"],
  ["a library whose header is cut", "import cut"],
  ["escapes that Python warns of", "x = '\\d'\n".repeat(3000)],
  ["a syntax error in a file that nothing imports", "import json"],
  ["one for Python 3.13, and one for any", "import new\nimport stable"],
  ["one that nothing imports", "import os"],
];

/** The start of a 32-bit library for Windows. */
const pe32 = (): Buffer => {
  const bytes = Buffer.alloc(256);
  bytes.write("MZ");
  bytes.writeUInt32LE(128, 60);
  bytes.write("PE\0\0", 128);
  bytes.writeUInt16LE(0x14c, 132);
  return bytes;
};

/** A library for Windows that ends before it says for which processor it is. */
const cutPe = (): Buffer => pe32().subarray(0, 132);

/** An archive of the one empty module `zipped`, as short as the format allows. */
const archive = (): Buffer => {
  const name = Buffer.from("zipped.py");
  const local = Buffer.alloc(30);
  local.write("PK\x03\x04");
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write("PK\x01\x02");
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, name, central, name, end]);
};

const otherFiles: Readonly<Record<string, string | Buffer>> = {
  "space/inner.py": "from . import other\nfrom .other import Plugin\n",
  "space/other.py": "class Plugin: pass\n",
  "lib/vendored.py": "",
  "two.py": 'print "Python 2"\n',
  "paths.py": "import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), 'lib'))\n",
  "platform.py": "def dist(): pass\n",
  "__init__.py": 'print "Python 2"\n',
  "circle/__init__.py": "from . import one, two\nvalue = 1\n",
  "circle/near.py": "from .gone import value\n",
  "madeup/__init__.py": "import sys\nsys.modules[__name__ + '.other'] = sys\n",
  "madeup/six.py": "",
  "optional.py": "import requests\nfrom space import gone\n",
  "unused.py": 'print "Python 2"\n',
  "old.cp37-win32.pyd": "MZ",
  "unused.cp37-win32.pyd": "MZ",
  "bits.pyd": pe32(),
  "cut.pyd": cutPe(),
  "packed.zip": archive(),
  "new.cp313-win_amd64.pyd": "MZ",
  "stable.abi3.so": "ELF",
};

let folder: string;

beforeEach(() => {
  folder = newFolder();
  write(otherFiles);
  for (const link of ["one", "two"]) symlinkSync(".", join(folder, "circle", link));
});

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

async function check(python: string) {
  return await checkPython(folder, "plugin.py", await findPython(python));
}

withPython(describe)("checkPython", () => {
  it("finds nothing in code that works", async () => {
    const modules = harmless.map(([, code], index) => [`row${index}`, code] as const);
    write(Object.fromEntries(modules.map(([name, code]) => [`${name}.py`, code])));
    write({ "plugin.py": modules.map(([name]) => `import ${name}\n`).join("") + MAIN });
    const found = await check(pythons.at(-1)!);
    expect(
      found.map(({ file, message }) => [harmless[modules.findIndex(([name]) => file === `${name}.py`)]?.[0], message]),
    ).toEqual([]);
  });

  it.each(rows)("%s", async (_, code, ...expected) => {
    write({ "plugin.py": `${code}\n${MAIN}` });
    const texts = (await check(pythons.at(-1)!)).map((one) => `${one.code} ${one.severity}: ${one.message}`);
    expect(texts).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it.each(pythons)("finds the same with %s, and names the places", async (python) => {
    write({ "plugin.py": `import json, requests, old\n\ndef main():\n  return json.loads("", encoding="utf-8")\n` });
    expect(await check(python)).toMatchObject([
      { code: "compiled-python-module", file: "old.cp37-win32.pyd" },
      {
        file: "plugin.py",
        line: 1,
        column: 1,
        remedy:
          "Run in the folder: python -m pip install requests --target . --python-version 3.13 --platform win_amd64 --only-binary=:all:",
      },
      { file: "plugin.py", line: 4, column: 10, remedy: "Remove the encoding argument." },
    ]);
  });

  it("reads thousands of files, each of which imports the next", async () => {
    const files = Array.from({ length: 3000 }, (_, n) => [`m${n}.py`, `import m${n + 1}\n`] as const);
    write({ ...Object.fromEntries(files), "m3000.py": "import requests\n", "plugin.py": "import m0\n" });
    expect(await check(pythons.at(-1)!)).toMatchObject([{ file: "m3000.py" }]);
  });

  it("names the packages to install, which are not always called like their modules", async () => {
    write({
      "plugin.py":
        "import google.protobuf, _yaml, AppKit, win32com.client, win32pipe\nimport old, psutil, _cffi_backend\n",
      "psutil/__init__.py": "from . import _psutil_windows\n",
      "psutil/_psutil_windows.cp37-win32.pyd": "MZ",
      "_cffi_backend.cp37-win32.pyd": "MZ",
    });
    expect(await check(pythons.at(-1)!)).toMatchObject([
      {
        file: "_cffi_backend.cp37-win32.pyd",
        remedy: expect.stringMatching(
          /pip install cffi old psutil --target \. --upgrade --python-version 3\.13 --platform win_amd64 --only-binary=:all:$/,
        ),
      },
      { remedy: "Run in the folder: python -m pip install protobuf pyobjc-framework-Cocoa pywin32 PyYAML --target ." },
    ]);
  });

  it("names the list of requirements if there is one", async () => {
    write({ "plugin.py": "import requests\n", "requirements.txt": "requests==2.32\n" });
    const remedy =
      "Run in the folder: python -m pip install -r requirements.txt --target . --python-version 3.13 --platform win_amd64 --only-binary=:all:";
    expect(await check(pythons.at(-1)!)).toMatchObject([{ remedy }]);
  });
});
