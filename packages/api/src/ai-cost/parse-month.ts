import { monthOf } from "@ai-cost/domain";
import { invalidField } from "../errors";

/** The given month, or the current month when `month` is undefined. Throws BAD_REQUEST for a future month. */
export function parseMonth(month: string | undefined, now: Date): string {
  const currentMonth = monthOf(now);
  if (month !== undefined && month > currentMonth)
    throw invalidField("month", `is in the future; the current month is ${currentMonth} (UTC)`);
  return month ?? currentMonth;
}
