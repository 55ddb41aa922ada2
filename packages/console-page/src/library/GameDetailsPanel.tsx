import type { GameRow } from "@galaxy-kit/console";
import { CopyButtons } from "../copy/CopyButtons.js";
import { gameStep } from "../copy/scenario-steps.js";
import { useQuery } from "../feed/use-query.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { JsonSection } from "../parts/JsonSection.js";
import { Section } from "../parts/Section.js";
import { Achievements } from "./Achievements.js";
import { Cover } from "./Cover.js";
import { titleOf } from "./game-state.js";
import { GameButtons } from "./GameButtons.js";
import styles from "./GameDetailsPanel.module.css";
import { GameFacts } from "./GameFacts.js";
import { Origins } from "./Origins.js";

export function GameDetailsPanel({ game, onClose }: { readonly game: GameRow; readonly onClose: () => void }) {
  const query = useQuery("game", { gameId: game.gameId }, game);
  const details = query.result;
  return (
    <DetailsPanel title={titleOf(game)} onClose={onClose}>
      <div className={styles.top}>
        <span className={styles.cover}>
          <Cover title={titleOf(game)} />
        </span>
        <div className={styles.heading}>
          <h3>{titleOf(game)}</h3>
          <GameButtons game={game} />
        </div>
      </div>
      <GameFacts game={game} />
      {query.state === "failed" && <p className={styles.error}>{query.message}</p>}
      {game.dlcs && game.dlcs.length > 0 && (
        <Section title="DLCs" count={game.dlcs.length}>
          <ul className={styles.dlcs}>
            {game.dlcs.map(({ dlcId, dlcTitle }) => (
              <li key={dlcId}>
                {dlcTitle} <span>{dlcId}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {details?.achievements && details.achievements.length > 0 && (
        <Section title="Achievements" count={details.achievements.length}>
          <Achievements achievements={details.achievements} />
        </Section>
      )}
      <Origins game={game} />
      <CopyButtons json={details ?? game} id={game.gameId} step={gameStep(details ?? game)} />
      <JsonSection value={details ?? game} />
    </DetailsPanel>
  );
}
