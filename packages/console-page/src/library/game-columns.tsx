import type { GameRow } from "@galaxy-kit/console";
import type { ReactNode } from "react";
import { bytes, number } from "../format/amount.js";
import { date, playTime } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Cover } from "./Cover.js";
import { licenseName, operatingSystems } from "./game-labels.js";
import type { GameSorting } from "./game-order.js";
import { isInstalled, isRunning, titleOf } from "./game-state.js";
import styles from "./GameTable.module.css";

export interface GameColumn {
  readonly name: string;
  readonly title: string;
  readonly sorting?: GameSorting;
  readonly cell: (game: GameRow) => ReactNode;
}

/** From left to right. A narrow table hides columns from the right. */
export const gameColumns: readonly GameColumn[] = [
  {
    name: "title",
    title: "Title",
    sorting: "title",
    cell: (game) => (
      <>
        <span className={styles.thumbnail}>
          <Cover title={titleOf(game)} />
        </span>
        <span className={styles.text} title={titleOf(game)}>
          {titleOf(game)}
        </span>
      </>
    ),
  },
  { name: "state", title: "State", sorting: "state", cell: (game) => <StateOf game={game} /> },
  {
    name: "played",
    title: "Time played",
    sorting: "timePlayed",
    cell: ({ timePlayed }) => timePlayed !== undefined && playTime(timePlayed),
  },
  {
    name: "last",
    title: "Last played",
    sorting: "lastPlayed",
    cell: ({ lastPlayedTime }) => lastPlayedTime !== undefined && date(lastPlayedTime),
  },
  {
    name: "achievements",
    title: "Achievements",
    sorting: "achievements",
    cell: ({ unlockedAchievements }) => unlockedAchievements !== undefined && number(unlockedAchievements),
  },
  {
    name: "size",
    title: "Size",
    sorting: "size",
    cell: ({ localSize }) => typeof localSize === "number" && bytes(localSize),
  },
  { name: "dlcs", title: "DLCs", sorting: "dlcs", cell: ({ dlcs }) => dlcs && number(dlcs.length) },
  { name: "systems", title: "OS", cell: ({ osCompatibility }) => operatingSystems(osCompatibility) },
  { name: "license", title: "License", cell: ({ licenseInfo }) => licenseInfo && licenseName(licenseInfo.licenseType) },
  {
    name: "tags",
    title: "Tags",
    cell: ({ tags, hidden }) => (
      <>
        {hidden && <Badge tone="warn">Hidden</Badge>} {tags?.join(", ")}
      </>
    ),
  },
];

function StateOf({ game }: { readonly game: GameRow }) {
  if (isRunning(game)) return <Badge tone="good">▶ Running</Badge>;
  if (isInstalled(game)) return <Badge tone="info">Installed</Badge>;
  return game.owned ? null : <Badge>Not owned</Badge>;
}
