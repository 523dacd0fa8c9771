export { type AcquiredDatabase, acquireDatabase, checkReachable } from "./acquire-database";
export { ensureCluster, readPassword } from "./cluster";
export { acquireEmbeddedPostgres, type EmbeddedPostgres } from "./embedded";
export { findPlace, type Place } from "./place";
export { readPostmaster } from "./postmaster-file";
export { isRunningPostgres } from "./process-state";
export { recreateDatabase } from "./recreate-database";
export { runOn } from "./run-on";
export { logFile, startServer, stopServer } from "./server";
