import { describe, expect, it } from "@jest/globals";
import { titleOf } from "../../src/index.js";

describe("titleOf()", () => {
  it.each([
    ["Micro Mages (World) (Rev 1) [!].zip", "Micro Mages"],
    ["Legend of Zelda, The (USA).nes", "The Legend of Zelda"],
    ["Legend of Zelda, The - A Link to the Past (USA).sfc", "The Legend of Zelda - A Link to the Past"],
    ["Siedler, Die.zip", "Die Siedler"],
    ["Odyssée, L' (France).zip", "L'Odyssée"],
    ["Rain_on_Roofs.7z", "Rain on Roofs"],
    ["Some.Old.Game.zip", "Some Old Game"],
    ["S.T.A.L.K.E.R.zip", "S.T.A.L.K.E.R"],
    ["S.T.A.L.K.E.R.Shadow.of.Chernobyl.iso", "S.T.A.L.K.E.R Shadow of Chernobyl"],
    ["Tide.2.0.exe", "Tide 2.0"],
    ["Tide 1.5", "Tide 1.5"],
    ["Dr. Tide.nes", "Dr. Tide"],
    ["Tide vs. Wave (Europe) (En,Fr,De) (Disc 1)(Alt).cue", "Tide vs. Wave"],
    ["Game(s) of the Sea.zip", "Game(s) of the Sea"],
    ["(World) [!].zip", "(World) [!]"],
    ["1942.zip", "1942"],
    ["1. Tide, a Story", "1. Tide, a Story"],
    ["  Tide   Pool .zip", "Tide Pool"],
    ["雨の駅 (Japan).zip", "雨の駅"],
  ])("makes a title of %s: %s", (name, title) => {
    expect(titleOf(name)).toBe(title);
  });

  it.each([
    ["Tide 1.5", "Tide 1.5"],
    ["Mr. Tide", "Mr. Tide"],
    ["lighthouse-keeper", "lighthouse-keeper"],
    ["Tide (GOG)", "Tide"],
  ])("of a folder, whose name has no extension: %s", (name, title) => {
    expect(titleOf(name, false)).toBe(title);
  });

  it("takes the time of a long name, not the square of it", () => {
    const begun = process.cpuUsage();
    titleOf(`${"( [".repeat(20_000)}.zip`);
    titleOf(`${"a, the ".repeat(20_000)}.zip`);
    expect(process.cpuUsage(begun).user).toBeLessThan(1_000_000);
  });
});
