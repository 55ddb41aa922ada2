import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { SourceText } from "./SourceText.js";
import { traceLines } from "./trace-lines.js";
import styles from "./Trace.module.css";

/** The stack trace of an error. Calls outside of the project are folded. */
export function Trace({ text }: { readonly text: string }) {
  const folder = usePageState(({ welcome }) => welcome?.folder);
  const lines = useMemo(() => traceLines(text, folder), [text, folder]);
  return (
    <div className={styles.trace}>
      {lines.map((line, index) =>
        line.kind === "others" ? (
          <details key={index} className={styles.others} onClick={(event) => event.stopPropagation()}>
            <summary>{plural(line.calls.length, "call")} outside of the project</summary>
            {line.calls.map((call, number) => (
              <div key={number}>
                <SourceText text={call} />
              </div>
            ))}
          </details>
        ) : (
          <div key={index} className={line.kind === "call" ? styles.call : undefined}>
            <SourceText text={line.text} />
          </div>
        ),
      )}
    </div>
  );
}
