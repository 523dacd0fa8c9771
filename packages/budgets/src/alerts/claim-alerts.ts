/**
 * Claims alerts, of which the last one is sent. `insert` adds rows and returns those that nobody had claimed.
 * Returns false, and claims none of them, when the one that is sent was claimed by another transaction; until
 * that one ends, it waits. It is claimed first, so callers never deadlock.
 */
export async function claimAlerts<Alert>(
  alerts: readonly Alert[],
  insert: (rows: (Alert & { isSent: boolean })[]) => Promise<readonly unknown[]>,
): Promise<boolean> {
  const [sent, ...others] = alerts.toReversed();
  if (!sent) return false;
  const claimed = await insert([{ ...sent, isSent: true }]);
  if (claimed.length === 0) return false;
  if (others.length > 0) await insert(others.map((alert) => ({ ...alert, isSent: false })));
  return true;
}
