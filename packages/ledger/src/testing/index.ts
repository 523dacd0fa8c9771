export { readRollups } from "./read-rollups";
export { type UsageParts, usageReport } from "./usage-report";
