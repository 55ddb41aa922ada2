import type { ConnectionStep, WayRow } from "@galaxy-kit/console";
import { expect, it } from "@jest/globals";
import { movesOf, wayTaken } from "../src/connection/way-taken.js";

const rowsOf = (...steps: ConnectionStep[]): WayRow[] =>
  steps.map((step, index) => ({ number: index + 1, time: index * 10, step, reason: step }));

it("shows the way of the connection since the last start, with the time that each step took", () => {
  const way = wayTaken(rowsOf("starting", "handshake", "crashed", "starting", "starting", "handshake", "logging in"));
  expect(way.map(({ step, until }) => [step, until])).toEqual([
    ["starting", 40],
    ["starting", 50],
    ["handshake", 60],
    ["logging in", undefined],
  ]);
  expect(wayTaken([])).toEqual([]);
});

it("draws each move of the connection once", () => {
  const way = wayTaken(rowsOf("starting", "starting", "importing", "ready", "importing", "ready"));
  expect(movesOf(way)).toEqual([
    ["starting", "importing"],
    ["importing", "ready"],
    ["ready", "importing"],
  ]);
});
