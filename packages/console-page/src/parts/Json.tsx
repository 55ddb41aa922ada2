import { useMemo } from "react";
import { plural } from "../format/amount.js";
import styles from "./Json.module.css";
import { jsonTokens } from "./json-tokens.js";

/** Longer texts are cut, because each colored token is a separate element. In characters. */
const MAX_COLORED_LENGTH = 200_000;

export function Json({ text }: { readonly text: string }) {
  const tokens = useMemo(() => jsonTokens(text.slice(0, MAX_COLORED_LENGTH)), [text]);
  const rest = text.length - MAX_COLORED_LENGTH;
  return (
    <>
      <pre className={styles.json}>
        {tokens.map(({ kind, text: token }, index) =>
          kind === "plain" ? (
            token
          ) : (
            <span key={index} className={styles[kind]}>
              {token}
            </span>
          ),
        )}
      </pre>
      {rest > 0 && <p className={styles.note}>{plural(rest, "more character")} not shown.</p>}
    </>
  );
}
