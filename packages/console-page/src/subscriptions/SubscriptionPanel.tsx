import type { SubscriptionRow } from "@galaxy-kit/console";
import { useAnswer } from "../feed/use-answer.js";
import { plural } from "../format/amount.js";
import { date, dateTime } from "../format/time.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Facts } from "../parts/Facts.js";
import { JsonSection } from "../parts/JsonSection.js";
import { Section } from "../parts/Section.js";
import styles from "./SubscriptionPanel.module.css";

const MAX_SHOWN = 1000;

const discoveries: Readonly<Record<number, string>> = {
  1: "the integration tells",
  2: "the user says so",
  3: "the integration tells, or the user says so",
};

interface SubscriptionPanelProps {
  readonly subscription: SubscriptionRow;
  readonly onClose: () => void;
}

export function SubscriptionPanel({ subscription, onClose }: SubscriptionPanelProps) {
  const { subscriptionName, owned, endTime, subscriptionDiscovery } = subscription;
  const answer = useAnswer("subscription", { subscriptionName }, subscription);
  const games = answer.result?.games;
  return (
    <DetailsPanel title={subscriptionName} onClose={onClose}>
      <Facts
        facts={{
          Owned: owned === undefined ? "Not told" : owned ? "Yes" : "No",
          Ends: endTime === undefined ? undefined : dateTime(endTime),
          Discovery: subscriptionDiscovery === undefined ? undefined : discoveries[subscriptionDiscovery],
        }}
      />
      {answer.state === "refused" && <p className={styles.problem}>{answer.message}</p>}
      {games && (
        <Section title="Games" count={games.length}>
          <ul className={styles.games}>
            {games.slice(0, MAX_SHOWN).map(({ gameId, gameTitle, startTime, endTime: leaves }) => (
              <li key={gameId}>
                <span>{gameTitle}</span>
                <span className={styles.times}>
                  {startTime !== undefined && `from ${date(startTime)}`}{" "}
                  {leaves !== undefined && `until ${date(leaves)}`}
                </span>
              </li>
            ))}
          </ul>
          {games.length > MAX_SHOWN && <p>and {plural(games.length - MAX_SHOWN, "more game")}</p>}
        </Section>
      )}
      <JsonSection value={answer.result ?? subscription} />
    </DetailsPanel>
  );
}
