import { usePageState } from "../feed/feed-context.js";
import type { SocketState } from "../feed/page-state.js";
import { Icon } from "../parts/Icon.js";
import { useNow } from "../parts/Since.js";
import { Spinner } from "../parts/Spinner.js";
import styles from "./Notice.module.css";

/** Shown while the page is not connected to its server, so everything on it may be out of date. */
export function ServerBanner() {
  const socket = usePageState((state) => state.socket);
  return socket.state === "lost" ? <LostConnection socket={socket} /> : null;
}

function LostConnection({ socket }: { readonly socket: Extract<SocketState, { state: "lost" }> }) {
  const waitSeconds = Math.max(0, Math.ceil((socket.retryAt - useNow(250)) / 1000));
  const hasStopped = socket.attempts > 1;
  return (
    <section className={styles.notice} data-tone="warn" aria-label="Connection to the server" role="status">
      <div className={styles.title}>
        <Icon name="warning" />
        <h2>{hasStopped ? "The server has stopped" : "Lost connection to the server"}</h2>
        <span className={styles.text} aria-live="off">
          {hasStopped
            ? "Run galaxy-kit dev again and open the address it prints. This page shows the last known state."
            : waitSeconds > 0
              ? `Reconnecting in ${waitSeconds} s…`
              : "Reconnecting…"}
        </span>
        {!hasStopped && <Spinner />}
      </div>
    </section>
  );
}
