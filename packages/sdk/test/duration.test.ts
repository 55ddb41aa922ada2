import { describe, expect, test } from "@jest/globals";
import { type Duration, toUnixTime } from "../src/index.js";
import { toMilliseconds } from "../src/internal.js";

describe("toMilliseconds", () => {
  test.each<[Duration, number]>([
    ["1ms", 1],
    ["500ms", 500],
    ["5s", 5_000],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["1d", 86_400_000],
    ["1.5s", 1_500],
    ["0.5m", 30_000],
    ["0.001s", 1],
    ["24d", 2_073_600_000],
    ["2147483647ms", 2_147_483_647],
    ["007s", 7_000],
  ])("%s is %i ms", (duration, milliseconds) => {
    expect(toMilliseconds(duration)).toBe(milliseconds);
  });

  test.each([
    // no duration at all
    "",
    "s",
    "10",
    "10x",
    "ten minutes",
    "10 m",
    " 10m",
    "10m ",
    "10m\n",
    "10M",
    "10min",
    "1h30m",
    // what TypeScript takes for a number
    "-5s",
    "+5s",
    "1e3ms",
    "0x10s",
    ".5s",
    "5.s",
    "1_000ms",
    "Infinitys",
    "NaNs",
    // too short for a timer
    "0s",
    "0.5ms",
    // too long for a timer
    "2147483648ms",
    "25d",
    "999999999999999999999d",
  ])("rejects %j", (duration) => {
    expect(() => toMilliseconds(duration as Duration)).toThrow(
      new RangeError(
        `${JSON.stringify(duration)} is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
      ),
    );
  });

  test.each(["constructor", "1constructor", "1__proto__"])("rejects %j, a name on the prototype", (duration) => {
    expect(() => toMilliseconds(duration as Duration)).toThrow(RangeError);
  });
});

describe("toUnixTime", () => {
  test.each([
    ["2026-11-28T21:14:07.900Z", 1_795_900_447],
    ["2026-11-28T22:14:07+01:00", 1_795_900_447],
    [new Date(1_795_900_447_900), 1_795_900_447],
    // "never", as platforms write it
    ["1970-01-01T00:00:00Z", undefined],
    ["1970-01-01T00:00:00-12:00", undefined],
    ["0001-01-01T00:00:00Z", undefined],
    ["9999-12-31T23:59:59.9999999Z", undefined],
    [new Date(0), undefined],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
    // not a date
    ["yesterday", undefined],
    [new Date(NaN), undefined],
  ])("%s is %s", (date, seconds) => {
    expect(toUnixTime(date)).toBe(seconds);
  });
});
