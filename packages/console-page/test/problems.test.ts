import type { ProblemRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { failedIds } from "../src/imports/failed-ids.js";
import { faultsIn, nameItems } from "../src/problems/faults.js";
import { filterFaults, listRows, noFilter } from "../src/problems/problem-list.js";

describe("the list of problems", () => {
  const problem = (number: number, fault: string, itemId?: string): ProblemRow => ({
    number,
    fault,
    time: number,
    kind: "import-failure",
    severity: "error",
    message: `no value for ${itemId ?? "anything"}`,
    text: "",
    ...(itemId !== undefined && { itemId }),
  });

  it("has one row for each fault, with its first items", () => {
    const rows = Array.from({ length: 500 }, (_, index) => problem(index + 1, "times", `g${index % 250}`));
    const faults = faultsIn(
      [...rows, problem(501, "friends"), problem(502, "times", "g0"), problem(503, "sizes", "a")],
      [],
    );
    expect(faults.map((row) => [row.number, row.message, row.count, nameItems(row)])).toEqual([
      [1, "no value for g0", 501, "g0, g1, g2, g3, g4, …"],
      [501, "no value for anything", 1, undefined],
      [503, "no value for a", 1, "a"],
    ]);
  });

  it("shows what was logged about a failed call with the failure, and not a second time", () => {
    const failure = "1 gameTimes";
    const logged = (number: number, ids: readonly string[], more: Partial<ProblemRow> = {}): ProblemRow => {
      return {
        ...problem(number, `line ${number}`),
        kind: "logged-error",
        failure,
        ids,
        trace: `at line ${number}`,
        ...more,
      };
    };
    const failed = { ...problem(2, "times", "g1"), failure };
    // The line may be read before the message of the import.
    const faults = faultsIn([logged(1, ["g1"]), failed, logged(3, ["g2"]), logged(4, [], { failure: "1 other" })], []);
    expect(faults.map(({ number, lines }) => [number, lines.map(({ trace }) => trace)])).toEqual([
      [2, ["at line 1"]],
      [3, []],
      [4, []],
    ]);
  });

  it("groups faults by start and by kind, the latest start first, and filters them", () => {
    const sessions = [1, 2].map((number) => ({ number, time: number * 10, reason: "src/shop.ts has changed" }));
    const rows = [
      problem(11, "times", "a"),
      { ...problem(21, "late"), severity: "warning" as const },
      { ...problem(22, "uncaught"), kind: "uncaught-error" as const },
      problem(23, "times", "b"),
      problem(24, "times", "c"),
    ];
    const faults = faultsIn(rows, sessions);
    const shown = (filter: object) =>
      listRows(filterFaults(faults, { ...noFilter, ...filter }, sessions.at(-1))).map((row) => {
        if ("fault" in row) return row.number;
        return "session" in row ? `start ${row.session.number}` : `${row.severity} ${row.heading} ${row.count}`;
      });
    const latest = ["error uncaught-error 1", 22, "error import-failure 2", 23, "warning import-failure 1", 21];
    expect(shown({})).toEqual(latest);
    expect(shown({ sessions: "all" })).toEqual(["start 2", ...latest, "error import-failure 1", 11]);
    expect(shown({ severity: "error", text: " FOR B" })).toEqual(["error import-failure 2", 23]);
  });
});

it("names the items that failed in the latest import of a kind, each once", () => {
  const failure = (time: number, itemId: string, importKind: ProblemRow["importKind"]): ProblemRow => ({
    number: time,
    fault: "",
    time,
    kind: "import-failure",
    severity: "error",
    message: "",
    text: "",
    itemId,
    ...(importKind && { importKind }),
  });
  const problems = [failure(1, "g1", "gameTimes"), failure(5, "g2", "gameTimes"), failure(6, "g3", "achievements")];
  const { importKind: _none, ...other } = failure(7, "g4", "gameTimes");
  expect(failedIds([...problems, problems[1]!, other], { kind: "gameTimes", startedAt: 5 })).toEqual(["g2"]);
});
