import { expect, test } from "@jest/globals";
import { manifest, members } from "../workspace.mjs";

const { homepage, bugs, repository } = manifest(".");
const published = members()
  .map((folder) => ({ folder, ...manifest(folder) }))
  .filter(
    (member) => !member.private && member.folder.startsWith("packages/") && !member.folder.includes("/templates/"),
  );

test("packages/ contains every published package, and only those", () => {
  const elsewhere = members().filter((folder) => folder.startsWith("apps/") && !manifest(folder).private);
  expect(elsewhere).toEqual([]);
  expect(published.length).toBeGreaterThanOrEqual(10);
});

test.each(published)("$name names its repository, homepage, issue tracker and keywords", (member) => {
  expect(member).toMatchObject({ homepage, bugs, repository: { ...repository, directory: member.folder } });
  expect(member.keywords).toEqual(expect.arrayContaining(["gog-galaxy"]));
  expect(member.description).toMatch(/^[A-Za-z@]/);
});

test.each(published)("$name is public, which is not the default for a scoped package", ({ publishConfig }) => {
  expect(publishConfig).toEqual({ access: "public" });
});

test("all packages have the same version", () => {
  expect(new Set(published.map(({ version }) => version)).size).toBe(1);
});
