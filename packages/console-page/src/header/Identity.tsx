import { useEffect } from "react";
import { usePageState } from "../feed/feed-context.js";
import { Badge } from "../parts/Badge.js";
import styles from "./Identity.module.css";

/** The integration, its platform and the logged-in user. */
export function Identity() {
  const welcome = usePageState((state) => state.welcome);
  const connection = usePageState((state) => state.connection);
  const name = welcome?.name ?? "Galaxy Kit";

  useEffect(() => {
    document.title = welcome ? `${welcome.name} – Galaxy Kit` : "Galaxy Kit";
  }, [welcome]);

  const details = [
    welcome?.folder,
    welcome?.command,
    connection?.pid !== undefined && `Process ID: ${connection.pid}`,
    connection && connection.features.length > 0 && `Features: ${connection.features.join(", ")}`,
  ];
  return (
    <div className={styles.identity} title={details.filter(Boolean).join("\n")}>
      <img className={styles.mark} src="./icon.svg" alt="" />
      <div className={styles.names}>
        <h1 className={styles.name}>
          {name} {connection?.platform !== undefined && <Badge>{connection.platform}</Badge>}
        </h1>
        <p className={styles.user}>{connection?.user ? connection.user.userName : "Not logged in"}</p>
      </div>
    </div>
  );
}
