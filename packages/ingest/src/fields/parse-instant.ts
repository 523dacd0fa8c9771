const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const CLOCK = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const ZONE = String.raw`\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)`;
const CALENDAR_TIME = new RegExp(`^${DATE}(?:[T ]${CLOCK}(?:${ZONE})?)?$`, "i");
/**
 * Seconds, milliseconds, microseconds or nanoseconds since 1970. For times from 2001 to 2286 the number of
 * digits shows the unit.
 */
const UNIX_TIME = /^(?:(\d{10})(?:\.(\d{1,9}))?|(\d{13})(?:\d{3}){0,2})$/;
const MINUTE_MS = 60_000;

const milliseconds = (fraction = ""): number => Number(fraction.padEnd(3, "0").slice(0, 3));

/**
 * Parses an instant and cuts it to milliseconds. The text can be ISO 8601, `YYYY-MM-DD HH:MM:SS`, a day,
 * which means its first instant, or Unix time. Text without a zone is in UTC. Returns null when the text
 * is ambiguous or is not an instant.
 */
export function parseInstant(text: string): Date | null {
  const unix = UNIX_TIME.exec(text);
  if (unix) {
    const [, seconds, fraction, unixMs] = unix;
    return new Date(unixMs ? Number(unixMs) : Number(seconds) * 1000 + milliseconds(fraction));
  }
  const match = CALENDAR_TIME.exec(text);
  return match && calendarInstant(match);
}

function calendarInstant(match: RegExpExecArray): Date | null {
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction, zone] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = new Date(`${written}.000Z`);
  // `Date` changes 30 February to a day in March. The text of the parsed instant then differs from the
  // original text, which shows that the date does not exist.
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(written)) return null;
  const offsetMinutes = zoneOffsetMinutes(zone);
  if (offsetMinutes === null) return null;
  return new Date(at.getTime() + milliseconds(fraction) - offsetMinutes * MINUTE_MS);
}

/** The offset of a time zone in minutes; null when it is not between -12:00 and +14:00. */
function zoneOffsetMinutes(zone = "Z"): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const [, sign, hours, minutes = "00"] = match;
  if (Number(minutes) > 59) return null;
  const offset = Number(hours) * 60 + Number(minutes);
  const signed = sign === "-" ? -offset : offset;
  return signed >= -12 * 60 && signed <= 14 * 60 ? signed : null;
}
