import { addMonths, monthOf, monthWindow } from "@ai-cost/domain";

/**
 * The current time for all queries of the benchmark. It is fixed, so the rows do not depend on the
 * day on which they are generated.
 */
export const NOW = new Date("2026-11-25T12:00:00.000Z");

const MONTHS = 13;
export const FIRST_INSTANT = monthWindow(addMonths(monthOf(NOW), 1 - MONTHS)).start;
