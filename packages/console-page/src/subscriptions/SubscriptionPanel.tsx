import type { SubscriptionRow } from "@galaxy-kit/console";
import { useQuery } from "../feed/use-query.js";
import { plural } from "../format/amount.js";
import { date, dateTime } from "../format/time.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Facts } from "../parts/Facts.js";
import { JsonSection } from "../parts/JsonSection.js";
import { Section } from "../parts/Section.js";
import styles from "./SubscriptionPanel.module.css";

const MAX_GAMES_SHOWN = 1000;

const discoveries: Readonly<Record<number, string>> = {
  1: "By the integration",
  2: "By the user",
  3: "By the integration or the user",
};

interface SubscriptionPanelProps {
  readonly subscription: SubscriptionRow;
  readonly onClose: () => void;
}

export function SubscriptionPanel({ subscription, onClose }: SubscriptionPanelProps) {
  const { subscriptionName, owned, endTime, subscriptionDiscovery } = subscription;
  const query = useQuery("subscription", { subscriptionName }, subscription);
  const games = query.result?.games;
  return (
    <DetailsPanel title={subscriptionName} onClose={onClose}>
      <Facts
        facts={{
          Owned: owned === undefined ? "Not reported" : owned ? "Yes" : "No",
          Ends: endTime === undefined ? undefined : dateTime(endTime),
          Discovery: subscriptionDiscovery === undefined ? undefined : discoveries[subscriptionDiscovery],
        }}
      />
      {query.state === "failed" && <p className={styles.error}>{query.message}</p>}
      {games && (
        <Section title="Games" count={games.length}>
          <ul className={styles.games}>
            {games.slice(0, MAX_GAMES_SHOWN).map(({ gameId, gameTitle, startTime, endTime: leaves }) => (
              <li key={gameId}>
                <span>{gameTitle}</span>
                <span>
                  {startTime !== undefined && `from ${date(startTime)}`}{" "}
                  {leaves !== undefined && `until ${date(leaves)}`}
                </span>
              </li>
            ))}
          </ul>
          {games.length > MAX_GAMES_SHOWN && (
            <p className={styles.note}>{plural(games.length - MAX_GAMES_SHOWN, "more game")} not shown.</p>
          )}
        </Section>
      )}
      <JsonSection value={query.result ?? subscription} />
    </DetailsPanel>
  );
}
