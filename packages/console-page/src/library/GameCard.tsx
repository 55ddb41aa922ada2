import type { GameRow } from "@galaxy-kit/console";
import { memo } from "react";
import { number } from "../format/amount.js";
import { playTime } from "../format/time.js";
import { classes } from "../parts/classes.js";
import { Icon } from "../parts/Icon.js";
import { Cover } from "./Cover.js";
import { isInstalled, isRunning, titleOf } from "./game-state.js";
import styles from "./GameCard.module.css";

interface GameCardProps {
  readonly id: string;
  readonly game: GameRow;
  readonly position: number;
  readonly count: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onOpen: (gameId: string) => void;
}

export const GameCard = memo(function GameCard({ id, game, position, count, active, selected, onOpen }: GameCardProps) {
  const title = titleOf(game);
  const running = isRunning(game);
  return (
    <div
      id={id}
      className={classes(styles.card, active && styles.active, running && styles.running)}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={count}
      onClick={() => onOpen(game.gameId)}
    >
      <div className={styles.title} title={title}>
        {title}
      </div>
      <div className={styles.cover}>
        <Cover title={title} />
        {running && (
          <span className={styles.state}>
            <Icon name="play" /> Running
          </span>
        )}
        {!running && isInstalled(game) && <span className={styles.state}>Installed</span>}
        {!game.owned && <span className={styles.note}>Not owned</span>}
        {game.hidden && <span className={styles.note}>Hidden</span>}
      </div>
      <div className={styles.facts}>
        {game.timePlayed !== undefined && game.timePlayed > 0 && (
          <span title="Time played">
            <Icon name="clock" /> {playTime(game.timePlayed)}
          </span>
        )}
        {game.unlockedAchievements !== undefined && game.unlockedAchievements > 0 && (
          <span title="Achievements unlocked">
            <Icon name="trophy" /> {number(game.unlockedAchievements)}
          </span>
        )}
      </div>
    </div>
  );
});
