/** What may stand in a machine's `TZ`, west to east, with the odd ones of the calendar. */
export const ZONES = [
  "Pacific/Niue",
  "America/Havana",
  "UTC",
  "Africa/Cairo",
  "Asia/Kolkata",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
] as const;

/** Does the work with this process in each of the zones, one after the other. */
export async function inZones(
  zones: readonly string[],
  work: (zone: string) => Promise<void>,
): Promise<void> {
  const before = process.env.TZ;
  try {
    for (const zone of zones) {
      process.env.TZ = zone;
      await work(zone);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

/** Whether this process would call the instant's day by another date than UTC does. */
export const isOtherDayHere = (at: Date): boolean => at.getDate() !== at.getUTCDate();
