import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { makeIngestKey } from "@ai-cost/auth/testing";
import type { Progress } from "@ai-cost/command";
import { CHECKOUT, postgresFolder } from "@ai-cost/command";
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
import type { Mode } from "./lane";
import { type Memory, measureMemory } from "./measure-memory";
import { measureSpeed, type Speed } from "./measure-speed";
import { plainInsertLane } from "./plain-insert-lane";
import { type Send, sender } from "./sender";
import { SENDING_WAYS, wayLane } from "./way-lane";
import { writeReport } from "./write-report";

/** What is running so far, for whoever ends it. */
export interface Running {
  postgres?: Promise<EmbeddedPostgres>;
  client?: DatabaseClient;
  server?: Promise<LoopbackServer>;
}

const MODES: readonly Mode[] = [
  { name: "one event a request, 16 clients", clients: 16, eventsARequest: 1 },
  { name: "500 events a request, 4 clients", clients: 4, eventsARequest: 500 },
];
const MEMORY_WAYS: readonly RequestFormat[] = ["OTLP traces, protobuf", "OTLP traces, JSON"];

const startServer = (databaseUrl: string) =>
  startLoopbackServer({ databaseUrl, authSecret: randomBytes(32).toString("base64url") });

/** Measures the ways in of the production server on an embedded Postgres of its own, and writes the report. */
export async function benchIngest(running: Running, progress: Progress): Promise<void> {
  const folder = postgresFolder(join(CHECKOUT, ".data", "bench"));
  running.postgres = acquireEmbeddedPostgres({ folder, onProgress: progress.say });
  const { url } = await running.postgres;
  await recreateDatabase(url);
  await migrate(url);
  await buildApp(CHECKOUT, progress);
  const client = createDatabase(url, { maxConnections: 16, asOwner: true });
  running.client = client;
  const [version] = await client.sql<
    { postgres: string }[]
  >`select current_setting('server_version') as postgres`;
  const speeds = await benchSpeed(running, url, client, progress);
  const memories = await benchMemory(running, url, client, progress);
  progress.say(writeReport({ postgres: version?.postgres ?? "", speeds, memories }));
}

async function benchSpeed(
  running: Running,
  databaseUrl: string,
  client: DatabaseClient,
  progress: Progress,
): Promise<Speed[]> {
  running.server = startServer(databaseUrl);
  const server = await running.server;
  const { projectId, send } = await newSender(client, server);
  const speeds: Speed[] = [];
  for (const mode of MODES) {
    const ways = SENDING_WAYS.map((way) => wayLane(way, mode, send));
    speeds.push(...(await measureSpeed(mode, ways, await plainInsertLane(client, mode), progress)));
  }
  for (const { tenant } of await openAsOperator(client.db, projectId)) {
    const differences = await reconcile(tenant, projectId);
    if (differences.length > 0)
      throw new Error(`${differences.length} numbers differ from the ledger`);
  }
  await server.stop();
  return speeds;
}

/** Each way in a server of its own, whose memory nothing else has passed through. */
async function benchMemory(
  running: Running,
  databaseUrl: string,
  client: DatabaseClient,
  progress: Progress,
): Promise<Memory[]> {
  const memories: Memory[] = [];
  for (const way of MEMORY_WAYS) {
    running.server = startServer(databaseUrl);
    const server = await running.server;
    const { send } = await newSender(client, server);
    memories.push(await measureMemory(way, { pid: server.pid, send }, progress));
    await server.stop();
  }
  return memories;
}

async function newSender(
  { db }: DatabaseClient,
  server: LoopbackServer,
): Promise<{ projectId: string; send: Send }> {
  const projectId = await makeProject(db, "Benchmark");
  const { text } = await makeIngestKey(db, projectId);
  return { projectId, send: sender(server.url, text) };
}

export async function takeDown({ server, client, postgres }: Running): Promise<void> {
  await server?.then(({ stop }) => stop()).catch(() => {});
  await client?.close();
  await postgres?.then(({ release }) => release()).catch(() => {});
}
