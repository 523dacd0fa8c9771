import { addMonths, daysWindow, monthOf, monthWindow } from "@ai-cost/domain";
import { parseMonth } from "../ai-cost/parse-month";
import { invalidField } from "../errors";
import type { ListRunsInput } from "./schema";

/** The month whose figures a list of runs shows, and when its runs started. */
export interface RunPeriod {
  month: string;
  start: Date;
  end: Date;
  /** A run that started before `start` but not before this instant is listed if it used something in the month. */
  earliestStart: Date;
}

/** The period of an input. Throws BAD_REQUEST for a month or day in the future. */
export function parsePeriod(
  { month, day }: Pick<ListRunsInput, "month" | "day">,
  now: Date,
): RunPeriod {
  if (day === undefined) return periodOfMonth(parseMonth(month, now));
  const { start, end } = daysWindow(day, day);
  if (start > now) throw invalidField("day", "is in the future");
  return { month: day.slice(0, 7), start, end, earliestStart: start };
}

function periodOfMonth(month: string): RunPeriod {
  const { start: earliestStart } = monthWindow(addMonths(month, -1));
  return { month, ...monthWindow(month), earliestStart };
}

/** The period in which a run started. */
export const periodOfRun = ({ startedAt }: { startedAt: Date }): RunPeriod =>
  periodOfMonth(monthOf(startedAt));
