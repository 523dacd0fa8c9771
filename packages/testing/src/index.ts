export { dataOf, type HttpResponse, mutate, query, request } from "./http/call-procedure";
export {
  makePeople,
  makePerson,
  PASSWORD,
  type People,
  type Person,
  type PersonName,
  signIn,
} from "./http/people";
export { privateQueries } from "./http/private-queries";
export { type RawRequest, type RawResponse, sendForData, sendRaw } from "./http/send-raw";
export { inClients } from "./load/in-clients";
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
export { acceptedConnections, memoryMiB, openDescriptors } from "./server/process-resources";
