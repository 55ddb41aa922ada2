import { useEffect } from "react";
import { useTold } from "../feed/feed-context.js";
import { Badge } from "../parts/Badge.js";
import styles from "./Identity.module.css";

/** Which integration this is, for which platform, and whose account it has. */
export function Identity() {
  const welcome = useTold((state) => state.welcome);
  const connection = useTold((state) => state.connection);
  const name = welcome?.name ?? "Galaxy Kit";

  useEffect(() => {
    document.title = welcome ? `${welcome.name} – Galaxy Kit` : "Galaxy Kit";
  }, [welcome]);

  const details = [
    welcome?.folder,
    welcome?.command,
    connection?.pid !== undefined && `process ${connection.pid}`,
    connection && connection.features.length > 0 && `announces ${connection.features.join(", ")}`,
  ];
  return (
    <div className={styles.identity} title={details.filter(Boolean).join("\n")}>
      <img className={styles.mark} src="./icon.svg" alt="" />
      <div className={styles.names}>
        <h1>
          {name} {connection?.platform !== undefined && <Badge>{connection.platform}</Badge>}
        </h1>
        <p>{connection?.user ? connection.user.userName : "nobody is logged in"}</p>
      </div>
    </div>
  );
}
