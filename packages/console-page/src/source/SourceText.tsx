import { usePageState } from "../feed/feed-context.js";
import { addressOf, partsOf, withoutFolder } from "./places.js";
import styles from "./SourceText.module.css";

/** A text in which each file with a line is a link to the editor. */
export function SourceText({ text }: { readonly text: string }) {
  const editor = usePageState(({ welcome }) => welcome?.editor);
  const folder = usePageState(({ welcome }) => welcome?.folder);
  if (!editor) return text;
  return partsOf(text).map((part, index) => {
    const address = part.place && addressOf(part.place, editor);
    if (address === undefined) return part.text;
    return (
      <a
        key={index}
        className={styles.place}
        href={address}
        title="Open in your editor"
        onClick={(event) => event.stopPropagation()}
      >
        {withoutFolder(part.text, folder)}
      </a>
    );
  });
}
