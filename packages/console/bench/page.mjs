// One page. It reads everything, or stops reading once it is connected, depending on its second argument.
import process from "node:process";
import { WebSocket } from "ws";

const [url, kind] = process.argv.slice(2);
const socket = new WebSocket(`${url.replace("http", "ws")}socket`, { origin: new URL(url).origin });
const counts = { messages: 0, bytes: 0, gameRows: 0, journalRows: 0, missed: 0 };
socket.on("message", (data) => {
  const update = JSON.parse(data.toString());
  counts.messages++;
  counts.bytes += data.length;
  if (update.type === "list" && update.list === "games") counts.gameRows += update.rows.length;
  if (update.type === "journal") {
    counts.journalRows += update.rows.length;
    counts.missed += update.missed;
  }
});
socket.on("open", () => {
  if (kind === "stalled") socket.pause();
  process.send("open");
});
socket.on("close", () => process.exit(0));
process.on("message", () => process.send(counts));
