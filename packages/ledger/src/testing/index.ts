export { readRollups } from "./read-rollups";
export { type UsageStory, usageReport } from "./usage-report";
