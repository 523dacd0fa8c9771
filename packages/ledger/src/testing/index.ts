export { readRollups } from "./read-rollups";
export { storedTotals } from "./stored-totals";
export { type UsageParts, usageReport } from "./usage-report";
