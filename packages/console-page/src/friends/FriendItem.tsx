import type { FriendRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { Cover } from "../library/Cover.js";
import styles from "./FriendItem.module.css";
import { nameOf, stateOf, statusText } from "./presence.js";

export function FriendItem({ friend }: { readonly friend: FriendRow }) {
  const status = usePageState((state) => statusText(friend, state.games));
  return (
    <div className={styles.friend} data-state={stateOf(friend)}>
      <span className={styles.picture}>
        <Cover title={nameOf(friend)} />
        <span className={styles.dot} />
      </span>
      <span className={styles.texts}>
        <span className={styles.name}>{nameOf(friend)}</span>
        <span className={styles.status}>{status}</span>
      </span>
    </div>
  );
}
