import { describe, expect, test } from "@jest/globals";
import { isPlatform, Platform } from "../src/index.js";

const ids: [name: string, id: string][] = [
  ["Unknown", "unknown"],
  ["Gog", "gog"],
  ["Steam", "steam"],
  ["Psn", "psn"],
  ["XBoxOne", "xboxone"],
  ["Generic", "generic"],
  ["Origin", "origin"],
  ["Uplay", "uplay"],
  ["Battlenet", "battlenet"],
  ["Epic", "epic"],
  ["Bethesda", "bethesda"],
  ["ParadoxPlaza", "paradox"],
  ["HumbleBundle", "humble"],
  ["Kartridge", "kartridge"],
  ["ItchIo", "itch"],
  ["NintendoSwitch", "nswitch"],
  ["NintendoWiiU", "nwiiu"],
  ["NintendoWii", "nwii"],
  ["NintendoGameCube", "ncube"],
  ["RiotGames", "riot"],
  ["Wargaming", "wargaming"],
  ["NintendoGameBoy", "ngameboy"],
  ["Atari", "atari"],
  ["Amiga", "amiga"],
  ["SuperNintendoEntertainmentSystem", "snes"],
  ["Beamdog", "beamdog"],
  ["Direct2Drive", "d2d"],
  ["Discord", "discord"],
  ["DotEmu", "dotemu"],
  ["GameHouse", "gamehouse"],
  ["GreenManGaming", "gmg"],
  ["WePlay", "weplay"],
  ["ZxSpectrum", "zx"],
  ["ColecoVision", "vision"],
  ["NintendoEntertainmentSystem", "nes"],
  ["SegaMasterSystem", "sms"],
  ["Commodore64", "c64"],
  ["PcEngine", "pce"],
  ["SegaGenesis", "segag"],
  ["NeoGeo", "neo"],
  ["Sega32X", "sega32"],
  ["SegaCd", "segacd"],
  ["3Do", "3do"],
  ["SegaSaturn", "saturn"],
  ["PlayStation", "psx"],
  ["PlayStation2", "ps2"],
  ["Nintendo64", "n64"],
  ["AtariJaguar", "jaguar"],
  ["SegaDreamcast", "dc"],
  ["Xbox", "xboxog"],
  ["Amazon", "amazon"],
  ["GamersGate", "gg"],
  ["Newegg", "egg"],
  ["BestBuy", "bb"],
  ["GameUk", "gameuk"],
  ["Fanatical", "fanatical"],
  ["PlayAsia", "playasia"],
  ["Stadia", "stadia"],
  ["Arc", "arc"],
  ["ElderScrollsOnline", "eso"],
  ["Glyph", "glyph"],
  ["AionLegionsOfWar", "aionl"],
  ["Aion", "aion"],
  ["BladeAndSoul", "blade"],
  ["GuildWars", "gw"],
  ["GuildWars2", "gw2"],
  ["Lineage2", "lin2"],
  ["FinalFantasy11", "ffxi"],
  ["FinalFantasy14", "ffxiv"],
  ["TotalWar", "totalwar"],
  ["WindowsStore", "winstore"],
  ["EliteDangerous", "elites"],
  ["StarCitizen", "star"],
  ["PlayStationPortable", "psp"],
  ["PlayStationVita", "psvita"],
  ["NintendoDs", "nds"],
  ["Nintendo3Ds", "3ds"],
  ["PathOfExile", "pathofexile"],
  ["Twitch", "twitch"],
  ["Minecraft", "minecraft"],
  ["GameSessions", "gamesessions"],
  ["Nuuvem", "nuuvem"],
  ["FXStore", "fxstore"],
  ["IndieGala", "indiegala"],
  ["Playfire", "playfire"],
  ["Oculus", "oculus"],
  ["Test", "test"],
  ["Rockstar", "rockstar"],
];

describe("Platform", () => {
  test("has 88 names", () => {
    expect(Object.keys(Platform)).toHaveLength(88);
  });

  test.each(ids)("%s is %s", (name, id) => {
    expect((Platform as Record<string, string>)[name]).toBe(id);
  });

  test("no two names share an id", () => {
    expect(new Set(Object.values(Platform)).size).toBe(88);
  });
});

describe("isPlatform", () => {
  test.each(ids)("recognizes %s by its id %s", (_name, id) => {
    expect(isPlatform(id)).toBe(true);
  });

  test.each(["", "ItchIo", "STEAM", "steam ", "itchio", "constructor", "__proto__", "toString"])(
    "does not recognize %j",
    (id) => {
      expect(isPlatform(id)).toBe(false);
    },
  );
});
