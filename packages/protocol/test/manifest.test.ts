import { describe, expect, test } from "@jest/globals";
import { manifest } from "../src/index.js";

const wire = {
  name: "Galaxy Itch plugin",
  platform: "itch",
  guid: "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11",
  version: "0.4.1",
  description: "",
  author: "Ann",
  script: "plugin.py",
  email: "ann@example.org",
  url: "https://example.org",
  update_url: "https://example.org/current.json",
};
const { update_url: updateUrl, ...sameNames } = wire;
const required = ["name", "platform", "guid", "version", "description", "author", "script"];

describe("a manifest", () => {
  test("is decoded", () => {
    expect(manifest.decode(wire)).toStrictEqual({ ...sameNames, updateUrl });
  });

  test("is encoded", () => {
    expect(manifest.encode({ ...sameNames, platform: "itch", updateUrl })).toStrictEqual(wire);
  });

  test.each(["email", "url", "update_url"])("does not require %s", (name) => {
    const least = Object.fromEntries(Object.entries(wire).filter(([key]) => key !== name));
    expect(manifest.encode(manifest.decode(least))).toStrictEqual(least);
  });

  test.each(required)("requires %s", (name) => {
    const less = Object.fromEntries(Object.entries(wire).filter(([key]) => key !== name));
    expect(() => manifest.decode(less)).toThrow(new RegExp(`^${name}: expected .+, found nothing$`));
  });

  test.each([...required, "email", "url", "update_url"])("refuses a number as %s", (name) => {
    expect(() => manifest.decode({ ...wire, [name]: 5 })).toThrow(
      new RegExp(`^${name}: expected .+, found the number 5$`),
    );
  });

  test("ignores unknown fields", () => {
    expect(manifest.decode({ ...wire, minimum_galaxy: "2.1" })).toStrictEqual({ ...sameNames, updateUrl });
  });

  test.each([null, [], "{}", 5])("refuses %j", (value) => {
    expect(() => manifest.decode(value)).toThrow(
      "expected a manifest with name, platform, guid, version, description, author, script, email?, url?, updateUrl?, found ",
    );
  });
});

describe("valid fields of a manifest", () => {
  test.each([
    ["platform", "generic"],
    ["platform", "test"],
    ["guid", "1B3D7D4E-0C7C-4F4F-9D3E-3F5B8A0C2D11"],
    ["guid", "1b3d7d4e0c7c4f4f9d3e3f5b8a0c2d11"],
    ["guid", "00000000-0000-0000-0000-000000000000"],
    ["version", "1"],
    ["version", "0.1"],
    ["version", "1.2.3.4"],
    ["version", "1.0.0-beta.1"],
    ["version", "1.0.0+build5"],
    ["script", "plugin.py"],
    ["script", "src/plugin.py"],
    ["script", "..plugin.py"],
    ["script", "a..b/plugin.py"],
  ])("%s may be %j", (name, value) => {
    expect(manifest.decode({ ...wire, [name]: value })).toMatchObject({ [name]: value });
  });
});

describe("invalid fields of a manifest", () => {
  test.each([
    ["name", "", "a name"],
    ["name", "  ", "a name"],
    ["platform", "itchio", 'a platform that GALAXY knows, such as "itch" or "humble"'],
    ["platform", "ItchIo", 'a platform that GALAXY knows, such as "itch" or "humble"'],
    ["platform", "constructor", 'a platform that GALAXY knows, such as "itch" or "humble"'],
    ["guid", "", "a GUID such as "],
    ["guid", "1b3d7d4e-0c7c-4f4f-9d3e", "a GUID such as "],
    ["guid", "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d1g", "a GUID such as "],
    ["guid", "{1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11}", "a GUID such as "],
    ["guid", "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11/..", "a GUID such as "],
    ["version", "", 'a version such as "1.2.0"'],
    ["version", "v1.0", 'a version such as "1.2.0"'],
    ["version", "1.", 'a version such as "1.2.0"'],
    ["version", "one", 'a version such as "1.2.0"'],
    ["version", "1.0 beta", 'a version such as "1.2.0"'],
    ["script", "", "a path inside the folder"],
    ["script", "/plugin.py", "a path inside the folder"],
    ["script", "\\plugin.py", "a path inside the folder"],
    ["script", "C:\\plugin.py", "a path inside the folder"],
    ["script", "c:plugin.py", "a path inside the folder"],
    ["script", "../plugin.py", "a path inside the folder"],
    ["script", "src/../../plugin.py", "a path inside the folder"],
    ["script", "src\\..\\..\\plugin.py", "a path inside the folder"],
  ])("%s may not be %j", (name, value, expected) => {
    expect(() => manifest.decode({ ...wire, [name]: value })).toThrow(`${name}: expected ${expected}`);
  });
});
