import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";

/** Returns a folder with a Python client that imports a packed integration and runs it. `setUp` is code that runs before. */
export function pythonClient(packed: string, setUp: string): string {
  const folder = newFolder();
  const script = [
    "import sys",
    `sys.path.insert(0, ${JSON.stringify(packed)})`,
    "import plugin",
    setUp,
    "plugin.main()",
  ];
  writeFileSync(join(folder, "plugin.py"), `${script.join("\n")}\n`);
  return folder;
}

/** Returns a folder with a Python client that has configured logging. */
export function clientWithLog(packed: string, log: string, encoding = "utf-8"): string {
  return pythonClient(
    packed,
    `
import logging
handler = logging.FileHandler(${JSON.stringify(log)}, encoding=${JSON.stringify(encoding)})
logging.basicConfig(level=logging.DEBUG, format="%(name)s - %(message)s", handlers=[handler])
`,
  );
}
