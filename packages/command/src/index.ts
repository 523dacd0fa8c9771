export { CHECKOUT } from "./checkout";
export { postgresFolder } from "./data-folder";
export { freePort } from "./free-port";
export { takeLock } from "./machine-lock.mjs";
export { pnpmCommand } from "./pnpm.mjs";
export { createProgress, type Output, type Progress } from "./progress";
export { type StopRequest, stopRequest } from "./stop-request";
