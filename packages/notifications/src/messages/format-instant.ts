const FORMAT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** Formats an instant, such as `5 December 2026 at 12:00 UTC`. */
export const formatInstant = (instant: Date): string => `${FORMAT.format(instant)} UTC`;

const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** Formats a UTC day, `YYYY-MM-DD`, such as `5 December`. */
export const formatDay = (day: string): string => DAY_FORMAT.format(new Date(day));
