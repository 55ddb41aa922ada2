import { usePageState } from "../feed/feed-context.js";
import { Icon } from "../parts/Icon.js";
import { listTrouble } from "./empty-reason.js";
import type { ImportKind } from "./import-kinds.js";
import styles from "./ListBanner.module.css";
import { WayOut } from "./WayOut.js";

/** Says above a list that it is incomplete or out of date, and why. */
export function ListBanner({ kinds, noun }: { readonly kinds: readonly ImportKind[]; readonly noun: string }) {
  const connection = usePageState((state) => state.connection);
  const imports = usePageState((state) => state.imports);
  const trouble = connection && listTrouble(kinds, connection, imports);
  if (!trouble) return null;
  return (
    <section
      className={styles.banner}
      data-tone={trouble.isWaiting ? "info" : "warn"}
      aria-label={`About these ${noun}`}
    >
      <Icon name={trouble.isWaiting ? "clock" : "warning"} />
      <p className={styles.text}>
        <strong>{trouble.title}</strong> {trouble.text} These {noun} are from before.
      </p>
      <WayOut reason={trouble} />
    </section>
  );
}
