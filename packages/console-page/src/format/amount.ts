const units = ["B", "KB", "MB", "GB", "TB"];

/** Formats bytes as `512 B`, `1.4 MB` or `61 GB`. */
export function bytes(count: number): string {
  const power = count < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10));
  const amount = count / 1024 ** power;
  return `${power === 0 || amount >= 10 ? Math.round(amount) : amount.toFixed(1)} ${String(units[power])}`;
}

const grouped = new Intl.NumberFormat("en");

/** Formats a number as `50,000`. */
export function number(count: number): string {
  return grouped.format(count);
}

/** Formats a count as `1 game` or `50,000 games`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
