import { createInterface, emitKeypressEvents, type Key } from "node:readline";

/** Reports single keys on a terminal, and otherwise the first letter of each line. Returns a function that stops reading. */
export function readKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process;
  const stop = stdin.isTTY ? readRaw(onKey) : readLines(onKey);
  return () => {
    stop();
    // An open stdin would keep the process alive.
    stdin.destroy();
  };
}

function readRaw(onKey: (key: string) => void): () => void {
  const { stdin } = process;
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on("keypress", (_text: string | undefined, { ctrl, name }: Key) => {
    // In raw mode, the terminal does not send signals.
    if (ctrl) onKey(name === "c" || name === "d" ? "q" : "");
    else onKey(name ?? "");
  });
  return () => stdin.setRawMode(false);
}

function readLines(onKey: (key: string) => void): () => void {
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.on("line", (line) => {
    onKey(line.trim().charAt(0).toLowerCase());
  });
  return () => lines.close();
}
