/**
 * Shows one line on stderr while `work` runs: "Installing dependencies... 12 s". In a terminal the seconds count up. Work
 * that finishes within `quietFor` milliseconds shows nothing. stdout is left to the output of the command itself.
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
    // The error message ("failed: ...") follows on the same line.
    if (!shown || terminal) process.stderr.write(terminal ? `\r${text}` : text);
    process.stderr.write(" ");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
