import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describeEachPython } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";

const PLUGIN = fileURLToPath(new URL("../../launcher/plugin.py", import.meta.url));

function runPython(python: string, script: string): string {
  return execFileSync(python, ["-B", "-c", script, PLUGIN], { encoding: "utf8" }).trim();
}

const LOAD = `
import importlib.util, sys
spec = importlib.util.spec_from_file_location("plugin", sys.argv[1])
plugin = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plugin)
`;

describeEachPython("The launcher", (python) => {
  it("imports only the standard library, and as little as possible before Node starts", () => {
    const script = `
import ast, json, sys
tree = ast.parse(open(sys.argv[1], encoding="utf-8").read())
names = lambda nodes: sorted({name for node in nodes for name in (
    [alias.name for alias in node.names] if isinstance(node, ast.Import) else
    [node.module] if isinstance(node, ast.ImportFrom) else [])})
print(json.dumps([names(tree.body), names(ast.walk(tree))]))`;
    const [first, all] = JSON.parse(runPython(python, script)) as [string[], string[]];
    expect(first).toEqual(["os", "sys"]);
    expect(all).toEqual([
      "_signal",
      "_socket",
      "ctypes",
      "hmac",
      "importlib.util",
      "json",
      "logging",
      "os",
      "signal",
      "socket",
      "subprocess",
      "sys",
      "threading",
      "traceback",
      "winreg",
    ]);
  });

  it.each([
    ["proxy.test:8080", "", { HTTP_PROXY: "http://proxy.test:8080", HTTPS_PROXY: "http://proxy.test:8080" }],
    ["http=a:1;https=b:2;ftp=c:3", "", { HTTP_PROXY: "http://a:1", HTTPS_PROXY: "http://b:2" }],
    ["http://a:1", "<local>", { HTTP_PROXY: "http://a:1", HTTPS_PROXY: "http://a:1" }],
    ["http=a:1", "*.shop.test; <local>", { HTTP_PROXY: "http://a:1", NO_PROXY: "localhost,127.0.0.1,::1,*.shop.test" }],
    ["socks=a:1", "", {}],
    ["", "", {}],
  ])(
    "converts the proxy settings %p of Windows, with the exceptions %p, to variables",
    (servers, exceptions, variables) => {
      const literals = [servers, exceptions].map((text) => JSON.stringify(text)).join(", ");
      const found = JSON.parse(
        runPython(python, `${LOAD}import json; print(json.dumps(plugin.proxy_variables(${literals})))`),
      );
      const direct = Object.keys(variables).length === 0 ? {} : { NO_PROXY: "localhost,127.0.0.1,::1" };
      expect(found).toEqual({ ...direct, ...variables });
    },
  );

  it("has no side effects when it is imported", () => {
    expect(runPython(python, `${LOAD}print(callable(plugin.main))`)).toBe("True");
  });

  // The sizes of the structures in winnt.h on 64-bit Windows.
  it("declares the job limits with the layout that Windows uses", () => {
    const script = `${LOAD}
import ctypes
limits = plugin.job_limits()
basic = limits.BasicLimitInformation
offsets = [getattr(type(basic), name).offset for name in ("LimitFlags", "MinimumWorkingSetSize", "Affinity", "SchedulingClass")]
print(ctypes.sizeof(ctypes.c_void_p), ctypes.sizeof(basic), ctypes.sizeof(limits), offsets, hex(basic.LimitFlags))`;
    expect(runPython(python, script)).toBe("8 64 144 [16, 24, 48, 60] 0x3000");
  });
});
