import { makeIngestKey } from "@ai-cost/auth/testing";
import { makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { ingestDependencies } from "../http/dependencies";
import type { Endpoint } from "../http/endpoint";
import { liteLlmEndpoint } from "../litellm/litellm-endpoint";
import { logsReceiver } from "../otlp/logs/logs-receiver";
import { otlpNotFound } from "../otlp/not-found";
import { tracesReceiver } from "../otlp/traces/traces-receiver";
import { usageEventsEndpoint } from "../usage-events/usage-events-endpoint";
import type { ClientRequest } from "./client-request";
import { listen } from "./listen";
import { keptLog } from "./log";

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "/api/otel/v1/traces": tracesReceiver,
  "/api/otel/v1/logs": logsReceiver,
  "/api/v1/litellm": liteLlmEndpoint,
  "/api/v1/usage-events": usageEventsEndpoint,
};

/** A project whose reports are sent to a test server over HTTP. */
export interface ReportedProject {
  projectId: string;
  /** The server's URL, and the API key of the project. */
  url: string;
  key: string;
  /** Posts the request with the project's key and returns the response's status and body. */
  post(request: ClientRequest): Promise<{ status: number; body: string }>;
}

/** Starts a server with the endpoints. Returns a function that creates a new project with a key. */
export async function ingestServer({ app, db }: TestDatabase, clock: () => Date) {
  const dependencies = ingestDependencies(app.db, { clock, log: keptLog() });
  const url = await listen((request) =>
    (ENDPOINTS[new URL(request.url).pathname] ?? otlpNotFound)(request, dependencies),
  );
  return async (): Promise<ReportedProject> => {
    const projectId = await makeProject(db);
    const { text } = await makeIngestKey(db, projectId);
    const headers = { authorization: `Bearer ${text}`, "content-type": "application/json" };
    return {
      projectId,
      url,
      key: text,
      async post({ POST, body }) {
        const request = { method: "POST", headers, body: JSON.stringify(body) };
        const response = await fetch(`${url}${POST}`, request);
        return { status: response.status, body: await response.text() };
      },
    };
  };
}
