/**
 * Shows one line on stderr while `work` runs: "Installing dependencies... 12 s", with the seconds counting up in a
 * terminal. Nothing is shown for work that is done within `quietFor` milliseconds. stdout is never touched: it belongs
 * to what the user asked for.
 */
export async function withProgress(text, work, { quietFor = 0 } = {}) {
  const terminal = process.stderr.isTTY === true;
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  let shown = false;
  const show = () => {
    if (!shown || terminal) process.stderr.write(terminal ? `\r${text} ${seconds()}` : text);
    shown = true;
  };
  if (quietFor === 0) show();
  const timer = setInterval(show, quietFor || 1000);
  try {
    const result = await work();
    if (shown) process.stderr.write(terminal ? `\r${text} ${seconds()}\n` : ` ${seconds()}\n`);
    return result;
  } catch (error) {
    // What went wrong ("failed: ...") follows on the same line.
    if (!shown || terminal) process.stderr.write(terminal ? `\r${text}` : text);
    process.stderr.write(" ");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
