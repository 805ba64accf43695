const HOURS: Record<string, number> = { '1h': 1, '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };
const HOUR_MS = 3_600_000;

/** From and to of a span that ends now. */
export function lastSpan(name: string): { from: string; to: string } {
  const to = Date.now();
  return { from: new Date(to - (HOURS[name] ?? 24) * HOUR_MS).toISOString(), to: new Date(to).toISOString() };
}

/** A day as the API writes it, so many days from today. */
export const day = (fromToday: number) => new Date(Date.now() + fromToday * 24 * HOUR_MS).toISOString().slice(0, 10);
