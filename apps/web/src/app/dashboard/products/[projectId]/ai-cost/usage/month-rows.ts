import type { Breakdown } from "../outputs";
import { changeOf, type GroupRow, shareOf } from "./usage-rows";

/**
 * The rows by month, oldest first, each with its change from the month before. The first month has no month
 * before it, and the current one is not over, so neither has a change.
 */
export function monthRows(trend: Breakdown): GroupRow[] {
  return trend.rows.map((row, index) => {
    const before = trend.rows[index - 1];
    const isOver = index < trend.rows.length - 1;
    return {
      name: row.start.slice(0, 7),
      ...shareOf(row, trend),
      change: before && isOver ? changeOf({ ...row, previous: before }) : null,
    };
  });
}
