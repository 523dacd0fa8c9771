export { ledgerTotals } from "./ledger-totals";
export { readRollups } from "./read-rollups";
export { type UsageStory, usageReport } from "./usage-report";
