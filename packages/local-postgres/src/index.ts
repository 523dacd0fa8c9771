export {
  type AcquiredDatabase,
  acquireDatabase,
  checkReachable,
} from "./database/acquire-database";
export { recreateDatabase } from "./database/recreate-database";
export { withConnection } from "./database/with-connection";
export { acquireEmbeddedPostgres, type EmbeddedPostgres } from "./lease/embedded";
export { ensureCluster, readPassword } from "./lifecycle/cluster";
export { logFile } from "./lifecycle/log-file";
export { readPostmaster } from "./lifecycle/postmaster-file";
export { isRunningPostgres } from "./lifecycle/process-state";
export { startServer, stopServer } from "./lifecycle/server";
export { locateServer, type ServerLocation } from "./location/server-location";
