import type { GameRow } from "@galaxy-kit/console";
import { bytes, number } from "../format/amount.js";
import { dateTime, playTime } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Facts } from "../parts/Facts.js";
import { licenseName, operatingSystems } from "./game-labels.js";
import { isInstalled, isRunning } from "./game-state.js";

export function GameFacts({ game }: { readonly game: GameRow }) {
  const { timePlayed, lastPlayedTime, unlockedAchievements, localSize, licenseInfo, tags, hidden, owned } = game;
  return (
    <Facts
      facts={{
        ID: <code>{game.gameId}</code>,
        State: isRunning(game) ? (
          <Badge tone="good">Running</Badge>
        ) : isInstalled(game) ? (
          <Badge tone="info">Installed</Badge>
        ) : (
          "Not installed"
        ),
        Owned: owned ? "Yes" : "No",
        License: licenseInfo && [licenseName(licenseInfo.licenseType), licenseInfo.owner].filter(Boolean).join(", "),
        "Time played": timePlayed !== undefined ? playTime(timePlayed) : undefined,
        "Last played": lastPlayedTime !== undefined ? dateTime(lastPlayedTime) : undefined,
        Achievements: unlockedAchievements !== undefined ? `${number(unlockedAchievements)} unlocked` : undefined,
        Size: localSize === null ? "Unknown" : localSize !== undefined ? bytes(localSize) : undefined,
        OS: operatingSystems(game.osCompatibility),
        Tags: tags && (tags.length === 0 ? "None" : tags.join(", ")),
        Hidden: hidden === undefined ? undefined : hidden ? "Yes" : "No",
      }}
    />
  );
}
