import type { GameDetails } from "@galaxy-kit/console";
import { plural } from "../format/amount.js";
import { dateTime } from "../format/time.js";
import styles from "./Achievements.module.css";

/** Some games have thousands. */
const MAX_ACHIEVEMENTS_SHOWN = 500;

export function Achievements({ achievements }: { readonly achievements: NonNullable<GameDetails["achievements"]> }) {
  const latestFirst = achievements.toSorted((one, other) => other.unlockTime - one.unlockTime);
  return (
    <>
      <ul className={styles.achievements}>
        {latestFirst.slice(0, MAX_ACHIEVEMENTS_SHOWN).map(({ achievementId, achievementName, unlockTime }) => (
          <li key={achievementId ?? achievementName}>
            <span title={achievementId}>{achievementName ?? achievementId}</span>
            <time>{dateTime(unlockTime)}</time>
          </li>
        ))}
      </ul>
      {achievements.length > MAX_ACHIEVEMENTS_SHOWN && (
        <p className={styles.note}>
          {plural(achievements.length - MAX_ACHIEVEMENTS_SHOWN, "older achievement")} not shown. The JSON below has all
          of them.
        </p>
      )}
    </>
  );
}
