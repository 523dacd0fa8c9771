import { monthOf } from "@ai-cost/domain";
import { invalidField } from "../errors";

/** The asked month, the clock's when none was asked; BAD_REQUEST when it has not begun. */
export function askedMonth(month: string | undefined, now: Date): string {
  const currentMonth = monthOf(now);
  if (month !== undefined && month > currentMonth)
    throw invalidField("month", `is in the future; the current month is ${currentMonth} (UTC)`);
  return month ?? currentMonth;
}
