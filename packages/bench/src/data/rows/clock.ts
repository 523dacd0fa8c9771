import { addMonths, monthOf, monthWindow } from "@ai-cost/domain";

/** The fixed clock of all queries. It makes the rows independent of the day on which they are generated. */
export const NOW = new Date("2026-11-25T12:00:00.000Z");

const MONTHS = 13;
export const FIRST_INSTANT = monthWindow(addMonths(monthOf(NOW), 1 - MONTHS)).start;
