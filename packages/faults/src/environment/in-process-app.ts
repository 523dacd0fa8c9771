import { createCaller } from "@ai-cost/api";
import { contextSettings } from "@ai-cost/api/testing";
import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import {
  type Endpoint,
  type IngestDependencies,
  ingestDependencies,
  usageEventsEndpoint,
} from "@ai-cost/ingest";
import type { SentRequest } from "@ai-cost/ingest/testing";
import type { Person } from "@ai-cost/testing";
import type { Tenant } from "../fixture/tenant";
import type { Environment } from "./environment";

const ENDPOINTS: Record<string, Endpoint> = { "/api/v1/usage-events": usageEventsEndpoint };

/**
 * The app's procedures and usage endpoints in this process, on the environment's Postgres. A case uses
 * this instead of the server when it must choose the time of each request, because the server uses the
 * machine's clock.
 */
export class InProcessApp {
  /** The errors that the app has logged. */
  readonly errors: string[] = [];
  readonly #client: DatabaseClient;
  readonly #dependencies: IngestDependencies;

  constructor({ databaseUrl }: Environment) {
    this.#client = createDatabase(databaseUrl, { applicationName: "ai-cost in-process" });
    const log = {
      warn: () => {},
      error: (message: string, fields: object) => {
        this.errors.push(`${message}: ${JSON.stringify(fields)}`);
      },
    };
    this.#dependencies = ingestDependencies(this.#client.db, {
      clock: () => new Date(),
      log,
      requestsPerMinute: 1e9,
    });
  }

  /** The procedures, called by this person at the time `now`. */
  as({ id, email, name }: Person, now: Date) {
    const { db, log } = this.#dependencies;
    const user = { id, email, name, sessionId: "" };
    return createCaller({ db, user, now, requestId: "faults", log, ...contextSettings(db) });
  }

  /** Passes a request to its endpoint. The endpoint uses `now` as the current time. */
  send({ key }: Tenant, { path, mediaType, body }: SentRequest, now: Date): Promise<Response> {
    const endpoint = ENDPOINTS[path];
    if (!endpoint) throw new Error(`${path} is not an endpoint of the in-process app`);
    const request = new Request(new URL(path, "http://127.0.0.1"), {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": mediaType },
      body: Buffer.from(body),
    });
    return endpoint(request, { ...this.#dependencies, clock: () => now });
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** Runs `work` and closes the app. The errors that the app has logged become problems of the outcome. */
export async function withInProcessApp<Outcome extends { problems: string[] }>(
  environment: Environment,
  work: (app: InProcessApp) => Promise<Outcome>,
): Promise<Outcome> {
  const app = new InProcessApp(environment);
  try {
    const outcome = await work(app);
    return { ...outcome, problems: [...outcome.problems, ...app.errors.slice(0, 3)] };
  } finally {
    await app.close();
  }
}
