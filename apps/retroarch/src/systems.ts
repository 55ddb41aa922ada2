import { Platform, type PluginVariant } from "@galaxy-kit/sdk";

/** RetroArch's systems, after which it names playlists: the platform in GALAXY, and the cores that play it, the best one first. */
export const SYSTEMS: Readonly<Record<string, readonly [Platform, ...cores: string[]]>> = {
  "Nintendo - Nintendo Entertainment System": [Platform.NintendoEntertainmentSystem, "mesen", "nestopia", "fceumm"],
  "Nintendo - Super Nintendo Entertainment System": [Platform.SuperNintendoEntertainmentSystem, "snes9x", "bsnes"],
  "Nintendo - Nintendo 64": [Platform.Nintendo64, "mupen64plus_next", "parallel_n64"],
  "Nintendo - Game Boy": [Platform.NintendoGameBoy, "gambatte", "sameboy", "mgba"],
  "Nintendo - Game Boy Color": [Platform.NintendoGameBoy, "gambatte", "sameboy", "mgba"],
  "Nintendo - Game Boy Advance": [Platform.NintendoGameBoy, "mgba", "vba_next", "gpsp"],
  "Nintendo - Nintendo DS": [Platform.NintendoDs, "melondsds", "melonds", "desmume"],
  "Sony - PlayStation": [Platform.PlayStation, "mednafen_psx_hw", "swanstation", "pcsx_rearmed"],
  "Sony - PlayStation 2": [Platform.PlayStation2, "pcsx2", "play"],
  "Sony - PlayStation Portable": [Platform.PlayStationPortable, "ppsspp"],
  "Sega - Master System - Mark III": [Platform.SegaMasterSystem, "genesis_plus_gx", "picodrive", "gearsystem"],
  "Sega - Mega Drive - Genesis": [Platform.SegaGenesis, "genesis_plus_gx", "picodrive", "blastem"],
  "Sega - 32X": [Platform.Sega32X, "picodrive"],
  "Sega - Mega-CD - Sega CD": [Platform.SegaCd, "genesis_plus_gx", "picodrive"],
  "Sega - Saturn": [Platform.SegaSaturn, "mednafen_saturn", "kronos", "yabasanshiro"],
  "Sega - Dreamcast": [Platform.SegaDreamcast, "flycast"],
  "NEC - PC Engine - TurboGrafx 16": [Platform.PcEngine, "mednafen_pce", "mednafen_pce_fast"],
  "NEC - PC Engine CD - TurboGrafx-CD": [Platform.PcEngine, "mednafen_pce", "mednafen_pce_fast"],
  "SNK - Neo Geo": [Platform.NeoGeo, "fbneo"],
  "Atari - 2600": [Platform.Atari, "stella"],
  "Atari - Jaguar": [Platform.AtariJaguar, "virtualjaguar"],
  "Commodore - 64": [Platform.Commodore64, "vice_x64"],
  "Commodore - Amiga": [Platform.Amiga, "puae"],
  "Sinclair - ZX Spectrum": [Platform.ZxSpectrum, "fuse"],
};

/** An integration for each platform, named after the first of its systems. */
export const VARIANTS: Record<string, PluginVariant> = {};

for (const [system, [platform]] of Object.entries(SYSTEMS)) {
  // It ends with the platform in hexadecimal: each has a guid of its own, which never changes.
  const guid = `5d1f0c5a-3b6e-4d0e-9c47-${Buffer.from(platform).toString("hex").slice(0, 12).padStart(12, "0")}`;
  VARIANTS[platform] ??= { platform, guid, name: `RetroArch: ${system.replace(/^.*? - /, "")}` };
}
