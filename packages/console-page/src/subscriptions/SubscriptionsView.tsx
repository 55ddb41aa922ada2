import type { SubscriptionRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { date } from "../format/time.js";
import { EmptyList } from "../imports/EmptyList.js";
import { ListBanner } from "../imports/ListBanner.js";
import { useNavigation } from "../navigation/navigation.js";
import { Badge } from "../parts/Badge.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { SubscriptionPanel } from "./SubscriptionPanel.js";
import styles from "./SubscriptionsView.module.css";

export function SubscriptionsView() {
  const subscriptions = usePageState((state) => state.subscriptions);
  const [navigation, navigate] = useNavigation();
  if (subscriptions.size === 0) return <EmptyList kinds={["subscriptions"]} noun="subscriptions" />;

  const selectedName = navigation.selected.subscriptions;
  const selected = selectedName === undefined ? undefined : subscriptions.get(selectedName);
  const select = (name: string | undefined): void => navigate({ to: "selection", selection: { subscriptions: name } });
  return (
    <WithDetails
      list={
        <>
          <ListBanner kinds={["subscriptions"]} noun="subscriptions" />
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
        </>
      }
      selected={selectedName}
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
        {gameCount === null
          ? "Games unknown"
          : gameCount === undefined
            ? "Games not reported"
            : plural(gameCount, "game")}
      </span>
      {endTime !== undefined && <span className={styles.games}>until {date(endTime)}</span>}
      {owned === undefined ? (
        <Badge>Not reported</Badge>
      ) : owned ? (
        <Badge tone="good">Owned</Badge>
      ) : (
        <Badge>Not owned</Badge>
      )}
    </div>
  );
}
