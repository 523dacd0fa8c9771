export { type Answer, ask, change, dataOf, request } from "./http/ask";
export { type Exchange, type ExchangeAnswer, exchange, exchangeData } from "./http/exchange";
export {
  makePeople,
  makePerson,
  PASSWORD,
  type People,
  type Person,
  type PersonName,
  signIn,
} from "./http/people";
export { inClients } from "./load/in-clients";
export { type Caller, callerOf } from "./procedures/caller";
export {
  type Filling,
  fillingsOf,
  hasForeign,
  isAllOwn,
  withoutForeign,
} from "./procedures/fillings";
export { privatePages, privateQueries } from "./procedures/pages";
export { ROUTE_ENTRIES, type RouteEntry } from "./procedures/route-entries";
export { addressOf, dynamicSegments, routePatterns } from "./procedures/routes";
export { type Statement, statementsOf } from "./procedures/statements";
export { type Machine, machine, machineText, today } from "./report/machine";
export { markdownTable } from "./report/markdown-table";
export { median } from "./report/median";
export { percentile } from "./report/percentile";
export { writeReportFiles } from "./report/write-files";
export { findChromium } from "./run/find-chromium";
export {
  type LoopbackOptions,
  type LoopbackServer,
  startLoopbackServer,
} from "./server/loopback-server";
export { memoryMiB, openDescriptors } from "./server/process-resources";
