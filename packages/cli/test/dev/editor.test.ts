import { describe, expect, it } from "@jest/globals";
import { editorAddress } from "../../src/dev/editor.js";

describe("the editor that links open", () => {
  it("has a name, or an address of its own", () => {
    expect(editorAddress("cursor")).toBe("cursor://file{file}:{line}:{column}");
    expect(editorAddress("my-editor://open?file={file}")).toBe("my-editor://open?file={file}");
  });

  it.each([
    ["vscod", "Unknown editor 'vscod'. Did you mean vscode?"],
    ["emacs", "Unknown editor 'emacs'. The editors are vscode,"],
    ["javascript:alert('{file}')", "Unknown editor"],
  ])("is refused if nothing can open it: %s", (name, message) => {
    expect(() => editorAddress(name)).toThrow(message);
  });
});
