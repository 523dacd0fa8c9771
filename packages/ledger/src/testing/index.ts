export { type UsageStory, usageReport } from "./usage-report";
