import { addMonths, monthOf, monthWindow } from "@ai-cost/domain";

/** The moment at which everything is asked, fixed so that the rows are the same whenever they are made. */
export const NOW = new Date("2026-11-25T12:00:00.000Z");

const MONTHS = 13;
export const FIRST_INSTANT = monthWindow(addMonths(monthOf(NOW), 1 - MONTHS)).start;
