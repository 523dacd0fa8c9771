import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { ensureCluster, hasCluster, readPassword } from "../lifecycle/cluster";
import { readPostmaster } from "../lifecycle/postmaster-file";
import { startServer, stopServer } from "../lifecycle/server";
import type { ServerLocation } from "../location/server-location";
import { type Lease, requestLease } from "./lease";

const DATABASE = "ai_cost";
const TIMEOUT_MS = 60_000;
const RETRY_AFTER_MS = 50;

/** A running server, and the lease that this process has on it. */
export interface LeasedServer {
  lease: Lease;
  port: number;
}

/**
 * Leases the server at `location`. If no server is running there, creates its data and starts it
 * first.
 */
export async function leaseServer(
  location: ServerLocation,
  settings: Record<string, string>,
): Promise<LeasedServer> {
  const deadlineMs = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadlineMs) {
    const leased = await leaseRunningServer(location);
    if (typeof leased === "object") {
      await ensureDatabase(leased.lease);
      return leased;
    }
    if (leased === "absent") await startUnderLock(location, settings);
    else await sleep(RETRY_AFTER_MS);
  }
  throw new Refusal(`The embedded database server in ${location.folder} does not respond.`);
}

/** Releases a lease. Stops the server if the lease was the last one. */
export async function releaseServer(lease: Lease, location: ServerLocation): Promise<void> {
  const isLast = await lease.release().catch(() => false);
  if (isLast) await stopServer(location);
  await lease.close();
}

/** The URL of the application's database on the embedded server. */
export const databaseUrl = (location: ServerLocation, port: number): string =>
  urlOf(location, port, DATABASE);

async function leaseRunningServer(
  location: ServerLocation,
): Promise<LeasedServer | "absent" | "busy"> {
  const port = hasCluster(location.folder) ? readPostmaster(location.folder)?.port : undefined;
  if (!port) return "absent";
  const lease = await requestLease(urlOf(location, port, "postgres"));
  return typeof lease === "object" ? { lease, port } : lease;
}

/**
 * Starts the server while holding a file lock on the folder, so that two processes do not start it
 * at the same time. A process that had to wait for the lock finds a running server.
 */
async function startUnderLock(
  location: ServerLocation,
  settings: Record<string, string>,
): Promise<void> {
  const unlock = await takeLock(`postgres:${location.folder}`);
  try {
    await ensureCluster(location);
    if (await isAbsent(location)) await startServer(location, settings);
  } finally {
    unlock();
  }
}

async function isAbsent(location: ServerLocation): Promise<boolean> {
  const leased = await leaseRunningServer(location);
  if (typeof leased === "object") await leased.lease.close();
  return leased === "absent";
}

async function ensureDatabase({ sql }: Lease): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
  if (found.length > 0) return;
  await sql`create database ${sql(DATABASE)}`.catch((error) => {
    const wasCreatedMeanwhile = error.code === "42P04" || error.code === "23505";
    if (!wasCreatedMeanwhile) throw error;
  });
}

const urlOf = ({ folder }: ServerLocation, port: number, database: string): string =>
  `postgres://postgres:${readPassword(folder)}@127.0.0.1:${port}/${database}`;
