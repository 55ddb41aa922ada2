import type { SubscriptionRow } from "@galaxy-kit/console";
import { useTold } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { date } from "../format/time.js";
import { WhyEmpty } from "../imports/WhyEmpty.js";
import { useNavigation } from "../layout/navigation.js";
import { WithDetails } from "../layout/WithDetails.js";
import { Badge } from "../parts/Badge.js";
import { VirtualList } from "../parts/VirtualList.js";
import { SubscriptionPanel } from "./SubscriptionPanel.js";
import styles from "./SubscriptionsView.module.css";

export function SubscriptionsView() {
  const subscriptions = useTold((state) => state.subscriptions);
  const [place, go] = useNavigation();
  if (subscriptions.size === 0) return <WhyEmpty kinds={["subscriptions"]} things="subscriptions" />;

  const selectedName = place.selected.subscriptions;
  const selected = selectedName === undefined ? undefined : subscriptions.get(selectedName);
  const select = (name: string | undefined): void => go({ to: "selection", selection: { subscriptions: name } });
  return (
    <WithDetails
      list={
        <VirtualList
          label="Subscriptions"
          role="listbox"
          rows={[...subscriptions.values()]}
          keyOf={(row) => row.subscriptionName}
          rowHeight={54}
          selected={selectedName}
          onOpen={(row) => select(row.subscriptionName)}
        >
          {(row) => <SubscriptionItem subscription={row} />}
        </VirtualList>
      }
      details={selected && <SubscriptionPanel subscription={selected} onClose={() => select(undefined)} />}
    />
  );
}

function SubscriptionItem({
  subscription: { subscriptionName, owned, endTime, gameCount },
}: {
  readonly subscription: SubscriptionRow;
}) {
  return (
    <div className={styles.subscription}>
      <span className={styles.name}>{subscriptionName}</span>
      <span className={styles.games}>
        {gameCount === null ? "games unknown" : gameCount === undefined ? "games not told" : plural(gameCount, "game")}
      </span>
      {endTime !== undefined && <span className={styles.games}>until {date(endTime)}</span>}
      {owned === undefined ? (
        <Badge>not told</Badge>
      ) : owned ? (
        <Badge tone="good">owned</Badge>
      ) : (
        <Badge>not owned</Badge>
      )}
    </div>
  );
}
