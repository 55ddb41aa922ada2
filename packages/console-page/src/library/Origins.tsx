import type { FactOrigin, GameRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { useQuery } from "../feed/use-query.js";
import { clockTime } from "../format/time.js";
import { methodLabel } from "../journal/message-labels.js";
import { useNavigation } from "../navigation/navigation.js";
import { Facts } from "../parts/Facts.js";
import { Section } from "../parts/Section.js";
import { basisOf, originRows } from "./origin-rows.js";
import styles from "./Origins.module.css";

/** Which message each fact of a game came in, and which method of the author was behind it. */
export function Origins({ game }: { readonly game: GameRow }) {
  const { result } = useQuery("gameOrigins", { gameId: game.gameId }, game);
  const rows = result ? originRows(result, game) : [];
  if (rows.length === 0) return null;
  return (
    <Section title="Where it came from">
      <Facts
        facts={Object.fromEntries(rows.map(({ facts, origin }) => [facts, <Origin key={facts} origin={origin} />]))}
      />
    </Section>
  );
}

function Origin({ origin }: { readonly origin: FactOrigin }) {
  const [, navigate] = useNavigation();
  const parts = usePageState((state) => state.parts);
  const session = usePageState((state) => state.sessions.at(-1));
  const { number, time, method, isResponse, handler } = origin;
  if (time === undefined) return <span className={styles.time}>message {number}, dropped</span>;
  const basis = basisOf(origin, parts, session);
  return (
    <>
      <button type="button" className={styles.message} onClick={() => navigate({ to: "message", number })}>
        {methodLabel({ type: isResponse ? "response" : "notification", method })}
      </button>{" "}
      <span className={styles.time}>{clockTime(time)}</span>
      {handler !== undefined && (
        <div className={styles.handler}>
          <code>{handler}</code> {basis}
        </div>
      )}
    </>
  );
}
