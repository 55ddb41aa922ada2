import { useMemo } from "react";
import { plural } from "../format/amount.js";
import styles from "./Json.module.css";
import { jsonTokens } from "./json-tokens.js";

/** Beyond that, colours cost more than they tell. */
const COLOURED_CHARACTERS = 200_000;

export function Json({ text }: { readonly text: string }) {
  const tokens = useMemo(() => jsonTokens(text.slice(0, COLOURED_CHARACTERS)), [text]);
  const rest = text.length - COLOURED_CHARACTERS;
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
      {rest > 0 && <p className={styles.rest}>{plural(rest, "more character")}, not shown here.</p>}
    </>
  );
}
