import { randomBytes } from "node:crypto";
import { makeIngestKey } from "@ai-cost/auth/testing";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT } from "@ai-cost/command";
import { createDatabase, type DatabaseClient, migrate, openAsOperator } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import type { RequestFormat } from "@ai-cost/ingest/testing";
import { reconcile } from "@ai-cost/ledger";
import {
  acquireEmbeddedPostgres,
  type EmbeddedPostgres,
  recreateDatabase,
} from "@ai-cost/local-postgres";
import { type LoopbackServer, startLoopbackServer } from "@ai-cost/testing";
import { buildApp } from "@ai-cost/web-server";
import { benchPostgresFolder } from "../environment/bench-server";
import { readServerVersion } from "../environment/server-version";
import { measureThroughput, type Throughput } from "../throughput/measure-throughput";
import type { LoadProfile } from "../throughput/workload";
import { insertBaseline } from "./insert-baseline";
import { type Memory, measureMemory } from "./measure-memory";
import { REQUEST_FORMATS, requestWorkload } from "./request-workload";
import { type Send, sender } from "./sender";
import { writeReport } from "./write-report";

/** The processes that a run of the benchmark has started. `stopIngest` stops them. */
export interface Running {
  postgres?: Promise<EmbeddedPostgres>;
  client?: DatabaseClient;
  server?: Promise<LoopbackServer>;
}

const PROFILES: readonly LoadProfile[] = [
  { name: "one event a request, 16 clients", clients: 16, eventsPerRequest: 1 },
  { name: "500 events a request, 4 clients", clients: 4, eventsPerRequest: 500 },
];
const MEMORY_FORMATS: readonly RequestFormat[] = ["OTLP traces, protobuf", "OTLP traces, JSON"];

const startServer = (databaseUrl: string) =>
  startLoopbackServer({ databaseUrl, authSecret: randomBytes(32).toString("base64url") });

/**
 * Measures the usage endpoints of the production server, which stores the usage in the benchmark's
 * embedded Postgres. Writes the report.
 */
export async function benchIngest(running: Running, progress: Progress): Promise<void> {
  running.postgres = acquireEmbeddedPostgres({
    folder: benchPostgresFolder(),
    onProgress: progress.say,
  });
  const { url } = await running.postgres;
  await recreateDatabase(url);
  await migrate(url);
  await buildApp(CHECKOUT, progress);
  const client = createDatabase(url, { maxConnections: 16, asOwner: true });
  running.client = client;
  const throughputs = await benchThroughput(running, url, client, progress);
  const memories = await benchMemory(running, url, client, progress);
  const postgres = await readServerVersion(client.sql);
  progress.say(writeReport({ postgres, throughputs, memories }));
}

async function benchThroughput(
  running: Running,
  databaseUrl: string,
  client: DatabaseClient,
  progress: Progress,
): Promise<Throughput[]> {
  running.server = startServer(databaseUrl);
  const server = await running.server;
  const { projectId, send } = await createSender(client, server);
  const throughputs: Throughput[] = [];
  for (const profile of PROFILES) {
    const workloads = REQUEST_FORMATS.map((format) => requestWorkload(format, profile, send));
    const baseline = await insertBaseline(client, profile);
    throughputs.push(...(await measureThroughput(profile, workloads, baseline, progress)));
  }
  for (const { tenant } of await openAsOperator(client.db, projectId)) {
    const differences = await reconcile(tenant, projectId);
    if (differences.length > 0)
      throw new Error(`there are ${differences.length} differences between rollups and ledger`);
  }
  await server.stop();
  return throughputs;
}

/**
 * Measures the server's memory for each format. Each format gets a new server, because one server
 * would keep the memory that an earlier format has used.
 */
async function benchMemory(
  running: Running,
  databaseUrl: string,
  client: DatabaseClient,
  progress: Progress,
): Promise<Memory[]> {
  const memories: Memory[] = [];
  for (const format of MEMORY_FORMATS) {
    running.server = startServer(databaseUrl);
    const server = await running.server;
    const { send } = await createSender(client, server);
    memories.push(await measureMemory(format, { pid: server.pid, send }, progress));
    await server.stop();
  }
  return memories;
}

async function createSender(
  { db }: DatabaseClient,
  server: LoopbackServer,
): Promise<{ projectId: string; send: Send }> {
  const projectId = await makeProject(db, "Benchmark");
  const { text } = await makeIngestKey(db, projectId);
  return { projectId, send: sender(server.url, text) };
}

export async function stopIngest({ server, client, postgres }: Running): Promise<void> {
  await server?.then(({ stop }) => stop()).catch(() => {});
  await client?.close();
  await postgres?.then(({ release }) => release()).catch(() => {});
}
