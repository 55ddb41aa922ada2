import type { GameRow } from "@galaxy-kit/console";
import { useFeatures } from "../feed/feed-context.js";
import { useObstacle } from "../feed/obstacle.js";
import { Button } from "../parts/Button.js";
import { useAction } from "../toasts/use-action.js";
import { isInstalled, isRunning } from "./game-state.js";
import styles from "./GameButtons.module.css";

/** Buttons for the actions that the integration supports and the state of the game allows. */
export function GameButtons({ game }: { readonly game: GameRow }) {
  const features = useFeatures();
  const obstacle = useObstacle();
  const run = useAction();
  const { gameId } = game;
  const installed = isInstalled(game);
  const running = isRunning(game);
  return (
    <div className={styles.buttons}>
      {features.includes("LaunchGame") && installed && (
        <Button
          icon="play"
          variant="primary"
          obstacle={obstacle}
          disabled={running}
          onClick={() => void run("launchGame", { gameId })}
        >
          {running ? "Running" : "Launch"}
        </Button>
      )}
      {features.includes("InstallGame") && !installed && (
        <Button
          icon="download"
          variant="primary"
          obstacle={obstacle}
          onClick={() => void run("installGame", { gameId })}
        >
          Install
        </Button>
      )}
      {features.includes("UninstallGame") && installed && (
        <Button
          icon="trash"
          obstacle={obstacle}
          disabled={running}
          onClick={() => void run("uninstallGame", { gameId })}
        >
          Uninstall
        </Button>
      )}
      {obstacle !== undefined && <p className={styles.obstacle}>{obstacle}</p>}
    </div>
  );
}
