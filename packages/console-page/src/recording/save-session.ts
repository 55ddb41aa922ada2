/** Downloads the session. Resolves to how many values of each kind were masked in it. */
export async function saveSession(): Promise<Readonly<Record<string, number>>> {
  const response = await fetch("session.ndjson");
  if (!response.ok) throw new Error(`the server responded with ${response.status}`);
  const text = await response.text();
  const { masked } = JSON.parse(text.slice(text.trimEnd().lastIndexOf("\n"))) as {
    readonly masked?: Readonly<Record<string, number>>;
  };
  if (!masked) throw new Error("the server stopped before the session was complete");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  link.download = "session.ndjson";
  link.click();
  URL.revokeObjectURL(link.href);
  return masked;
}
