import { Json } from "./Json.js";
import { Section } from "./Section.js";

/** A collapsed section with the raw data. */
export function JsonSection({ value }: { readonly value: unknown }) {
  return (
    <Section title="JSON" collapsed>
      <Stringified value={value} />
    </Section>
  );
}

function Stringified({ value }: { readonly value: unknown }) {
  return <Json text={JSON.stringify(value, null, 2)} />;
}
