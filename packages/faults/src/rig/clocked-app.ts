import { createCaller } from "@ai-cost/api";
import {
  createDatabase,
  type DatabaseClient,
  openAsOperator,
  type TenantDatabase,
} from "@ai-cost/db";
import {
  type Endpoint,
  type IngestDependencies,
  ingestDependencies,
  liteLlmEndpoint,
  logsReceiver,
  tracesReceiver,
  usageEventsEndpoint,
} from "@ai-cost/ingest";
import type { SentRequest } from "@ai-cost/ingest/testing";
import type { Person } from "@ai-cost/testing";
import type { Rig } from "./rig";
import type { Tenant } from "./tenants";

const WAYS_IN: Record<string, Endpoint> = {
  "/api/otel/v1/traces": tracesReceiver,
  "/api/otel/v1/logs": logsReceiver,
  "/api/v1/usage-events": usageEventsEndpoint,
  "/api/v1/litellm": liteLlmEndpoint,
};

/**
 * The product's own procedures and ways in, in this process and on the rig's Postgres, at whatever
 * time one likes: the server's clock is the machine's.
 */
export class ClockedApp {
  /** What an operator would have read of unexpected faults. */
  readonly faults: string[] = [];
  readonly #client: DatabaseClient;
  readonly #dependencies: IngestDependencies;

  constructor({ databaseUrl }: Rig) {
    this.#client = createDatabase(databaseUrl, { applicationName: "ai-cost clocked" });
    const log = {
      warn: () => {},
      error: (message: string, fields: object) => {
        this.faults.push(`${message}: ${JSON.stringify(fields)}`);
      },
    };
    const clock = () => new Date();
    this.#dependencies = ingestDependencies(this.#client.db, {
      clock,
      log,
      requestsPerMinute: 1e9,
    });
  }

  /** Its procedures, as that person calls them at that moment. */
  as({ id, email, name }: Person, now: Date) {
    const { db, log } = this.#dependencies;
    const user = { id, email, name };
    return createCaller({ db, user, now, requestId: "a fault", log });
  }

  /** Hands a request to its way in at that moment. */
  send({ key }: Tenant, { path, mediaType, body }: SentRequest, now: Date): Promise<Response> {
    const endpoint = WAYS_IN[path];
    if (!endpoint) throw new Error(`${path} is no endpoint`);
    const request = new Request(new URL(path, "http://127.0.0.1"), {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": mediaType },
      body: Buffer.from(body),
    });
    return endpoint(request, { ...this.#dependencies, clock: () => now });
  }

  /** For the ledger's own functions. */
  async tenantDatabase({ projectId }: Tenant): Promise<TenantDatabase> {
    const [project] = await openAsOperator(this.#client.db, projectId);
    if (!project) throw new Error(`there is no project ${projectId}`);
    return project.tenant;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** Closes it whatever `work` does; what it logged of faults is among the problems. */
export async function withClockedApp<Found extends { problems: string[] }>(
  rig: Rig,
  work: (app: ClockedApp) => Promise<Found>,
): Promise<Found> {
  const app = new ClockedApp(rig);
  try {
    const found = await work(app);
    return { ...found, problems: [...found.problems, ...app.faults.slice(0, 3)] };
  } finally {
    await app.close();
  }
}
