import { gzipSync } from "node:zlib";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { type IngestDependencies, ingestDependencies } from "../http/dependencies";
import type { Endpoint } from "../http/endpoint";
import { liteLlmEndpoint } from "../litellm/litellm-endpoint";
import { logsReceiver } from "../otlp/logs/logs-receiver";
import { metricsReceiver } from "../otlp/metrics/metrics-receiver";
import { tracesReceiver } from "../otlp/traces/traces-receiver";
import { listen } from "../testing/listen";
import { keptLog } from "../testing/log";
import { responseValidator } from "../testing/openapi/validator";
import type { EventsResponse } from "../usage-events/schema/response";
import { usageEventsEndpoint } from "../usage-events/usage-events-endpoint";
import { openApiDocument } from "./document";
import { EVENT_EXAMPLES } from "./event-examples";
import { LITELLM_EXAMPLE } from "./litellm-path";
import { EVENT_RESPONSES } from "./response-examples";

const { app, db } = testDatabase();
const document = openApiDocument("https://cost.example.com");

const ENDPOINTS: Record<string, Endpoint> = {
  "/api/v1/usage-events": usageEventsEndpoint,
  "/api/v1/litellm": liteLlmEndpoint,
  "/api/otel/v1/traces": tracesReceiver,
  "/api/otel/v1/logs": logsReceiver,
  "/api/otel/v1/metrics": metricsReceiver,
};
const isOtlp = (path: string) => path.startsWith("/api/otel/");

const clock = () => new Date("2026-11-15T12:00:00.000Z");
const log = keptLog();
const usual = ingestDependencies(app.db, { clock, log });
const full = ingestDependencies(app.db, { clock, log, memoryBudgetBytes: 1 });
const strict = ingestDependencies(app.db, { clock, log, requestsPerMinute: 1 });
const broken: IngestDependencies = {
  ...usual,
  clock: () => {
    throw new Error("the clock has stopped");
  },
};

/** The URLs of the test servers, by their dependencies. */
const servers = new Map<IngestDependencies, string>();
beforeAll(async () => {
  for (const process of [usual, full, strict, broken]) {
    const respond = (request: Request) => {
      const endpoint = ENDPOINTS[new URL(request.url).pathname];
      return endpoint ? endpoint(request, process) : Promise.reject(new Error(request.url));
    };
    servers.set(process, await listen(respond));
  }
});

const newKey = async () => `Bearer ${(await makeIngestKey(db, await makeProject(db))).text}`;

interface Sent {
  body?: string | Uint8Array;
  method?: string;
  headers?: Record<string, string>;
  process?: IngestDependencies;
}

async function send(path: string, { body, method = "POST", headers, process = usual }: Sent) {
  return fetch(`${servers.get(process)}${path}`, {
    method,
    headers: {
      authorization: await newKey(),
      "content-type": "application/json",
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}

const json = (value: unknown) => JSON.stringify(value);
const TOO_MUCH = gzipSync(Buffer.alloc(65 * 1024 * 1024, " "));
/** A valid body for each endpoint that accepts JSON. */
const VALID_BODIES: Record<string, string> = {
  "/api/v1/usage-events": json(EVENT_EXAMPLES.pipeline.value),
  "/api/v1/litellm": json(LITELLM_EXAMPLE.value),
};
const validBody = (path: string) => VALID_BODIES[path] ?? "{}";

/** For each status, a function that sends a request which gets this status. */
const REQUEST_FOR_STATUS: Record<string, (path: string) => Promise<Response>> = {
  200: (path) => send(path, { body: validBody(path) }),
  400: (path) => send(path, { body: "{" }),
  401: (path) => send(path, { body: validBody(path), headers: { authorization: "Bearer no-key" } }),
  405: (path) => send(path, { method: "PUT", body: validBody(path) }),
  413: (path) => send(path, { body: TOO_MUCH, headers: { "content-encoding": "gzip" } }),
  415: (path) => send(path, { body: validBody(path), headers: { "content-type": "text/csv" } }),
  422: (path) => send(path, { body: json([{ id: "a" }]) }),
  429: async (path) => {
    const headers = { authorization: await newKey() };
    await send(path, { body: validBody(path), headers, process: strict });
    return send(path, { body: validBody(path), headers, process: strict });
  },
  500: (path) => send(path, { body: validBody(path), process: broken }),
  503: (path) => send(path, { body: validBody(path), process: full }),
};

/**
 * The headers that a 415 response may have: `accept` for a wrong media type, or `accept-encoding` for a
 * wrong content coding.
 */
const EITHER = ["accept", "accept-encoding"];
/** The response headers that are meant for clients. */
const CLIENT_HEADERS = [...EITHER, "allow", "retry-after", "www-authenticate", "x-request-id"];

describe.each(Object.entries(document.paths))("%s", (path, { post }) => {
  test("has exactly the statuses that the document has", () => {
    const statuses = Object.keys(REQUEST_FOR_STATUS).filter(
      (status) => !isOtlp(path) || status !== "422",
    );
    expect(Object.keys(post.responses)).toEqual(statuses);
  });

  test.each(Object.keys(post.responses))(
    "the response with status %s matches the document",
    async (status) => {
      const response = await REQUEST_FOR_STATUS[status]?.(path);
      expect(response?.status).toBe(Number(status));
      const { headers = {}, content = {} } = post.responses[status] ?? {};
      const mediaType = response?.headers.get("content-type")?.split(";")[0] ?? "";
      expect(Object.keys(content)).toContain(mediaType);
      const isValid = responseValidator(document, path, status, mediaType);
      const body: unknown = await response?.json();
      isValid(body);
      expect({ body, errors: isValid.errors }).toEqual({ body, errors: null });
      const actual = [...(response?.headers.keys() ?? [])].filter((name) =>
        CLIENT_HEADERS.includes(name),
      );
      const described = Object.keys(headers).filter((name) => !EITHER.includes(name));
      expect(actual.filter((name) => !EITHER.includes(name)).sort()).toEqual(described.sort());
      expect(Object.keys(headers)).toEqual(expect.arrayContaining(actual));
    },
  );

  if (isOtlp(path))
    test("responds to protobuf in protobuf, also with an error", async () => {
      const headers = { "content-type": "application/x-protobuf" };
      for (const [body, status] of [
        [new Uint8Array(), 200],
        [new Uint8Array([255]), 400],
      ] as const) {
        const response = await send(path, { body, headers });
        expect(response.status).toBe(status);
        expect(response.headers.get("content-type")).toBe("application/x-protobuf");
        expect(Object.keys(post.responses[status]?.content ?? {})).toContain(
          "application/x-protobuf",
        );
      }
    });
});

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const withoutIds = (body: unknown): unknown => JSON.parse(json(body).replace(UUID, "an id"));

describe("every example", () => {
  test.each(Object.entries(EVENT_EXAMPLES))(
    "%s gets the response that the document has",
    async (name, example) => {
      const headers = { "content-type": example.mediaType };
      const response = await send("/api/v1/usage-events", { body: json(example.value), headers });
      expect(response.status).toBe(example.status);
      const body = (await response.json()) as EventsResponse;
      const expected = Object.entries(EVENT_RESPONSES).find(
        ([exampleName]) => exampleName === name,
      )?.[1];
      if (expected) expect(withoutIds(body)).toEqual(withoutIds(expected));
      else expect(body.recorded).toBe(body.results.length);
      expect(body.results.filter(({ ignored }) => ignored)).toEqual([]);
    },
  );

  test("of LiteLLM's payload is recorded", async () => {
    const response = await send("/api/v1/litellm", { body: json(LITELLM_EXAMPLE.value) });
    expect(await response.json()).toMatchObject({ results: [{ result: "recorded" }] });
  });
});
