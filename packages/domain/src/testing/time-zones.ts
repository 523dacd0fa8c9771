/** Time zones from west to east. Some of them have unusual changes of the clock. */
export const ZONES = [
  "Pacific/Niue",
  "America/Havana",
  "UTC",
  "Africa/Cairo",
  "Asia/Kolkata",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
] as const;

/** Whether the instant has another date in the zone than in UTC. */
export function isOtherDay(at: Date, zone: string): boolean {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...parts }).format(at);
  return day !== at.toISOString().slice(0, 10);
}

/** Runs `work` while the process is in the time zone. */
export async function inZone(zone: string, work: () => unknown): Promise<void> {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
