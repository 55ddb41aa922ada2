import { Json } from "./Json.js";
import { Section } from "./Section.js";

/** Everything that is known, for who wants to see it as it is. */
export function JsonSection({ value }: { readonly value: unknown }) {
  return (
    <Section title="JSON" closed>
      <Stringified value={value} />
    </Section>
  );
}

function Stringified({ value }: { readonly value: unknown }) {
  return <Json text={JSON.stringify(value, null, 2)} />;
}
