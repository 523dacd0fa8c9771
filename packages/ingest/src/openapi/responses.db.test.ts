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
import { answerValidator } from "../testing/openapi/validator";
import type { EventsResponse } from "../usage-events/schema/response";
import { usageEventsEndpoint } from "../usage-events/usage-events-endpoint";
import { openApiDocument } from "./document";
import { EVENT_EXAMPLES } from "./event-examples";
import { LITELLM_EXAMPLE } from "./litellm-path";
import { EVENT_ANSWERS } from "./response-examples";

const { app, db } = testDatabase();
const document = openApiDocument("https://cost.example.com");

const WAYS_IN: Record<string, Endpoint> = {
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

/** One server for each way that a process can be. */
const servers = new Map<IngestDependencies, string>();
beforeAll(async () => {
  for (const process of [usual, full, strict, broken]) {
    const answer = (request: Request) => {
      const endpoint = WAYS_IN[new URL(request.url).pathname];
      return endpoint ? endpoint(request, process) : Promise.reject(new Error(request.url));
    };
    servers.set(process, await listen(answer));
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
/** What each way in takes. */
const GOOD: Record<string, string> = {
  "/api/v1/usage-events": json(EVENT_EXAMPLES.pipeline.value),
  "/api/v1/litellm": json(LITELLM_EXAMPLE.value),
};
const goodFor = (path: string) => GOOD[path] ?? "{}";

/** How each status comes about. */
const PROVOKED: Record<string, (path: string) => Promise<Response>> = {
  200: (path) => send(path, { body: goodFor(path) }),
  400: (path) => send(path, { body: "{" }),
  401: (path) => send(path, { body: goodFor(path), headers: { authorization: "Bearer no-key" } }),
  405: (path) => send(path, { method: "PUT", body: goodFor(path) }),
  413: (path) => send(path, { body: TOO_MUCH, headers: { "content-encoding": "gzip" } }),
  415: (path) => send(path, { body: goodFor(path), headers: { "content-type": "text/csv" } }),
  422: (path) => send(path, { body: json([{ id: "a" }]) }),
  429: async (path) => {
    const headers = { authorization: await newKey() };
    await send(path, { body: goodFor(path), headers, process: strict });
    return send(path, { body: goodFor(path), headers, process: strict });
  },
  500: (path) => send(path, { body: goodFor(path), process: broken }),
  503: (path) => send(path, { body: goodFor(path), process: full }),
};

/** Said only of what was wrong: the type or the encoding. */
const EITHER = ["accept", "accept-encoding"];
/** The headers of answers that mean something to whoever sends usage. */
const MEANT = [...EITHER, "allow", "retry-after", "www-authenticate", "x-request-id"];

describe.each(Object.entries(document.paths))("%s", (path, { post }) => {
  test("answers with the statuses that the document has, and no others", () => {
    const provoked = Object.keys(PROVOKED).filter((status) => !isOtlp(path) || status !== "422");
    expect(Object.keys(post.responses)).toEqual(provoked);
  });

  test.each(Object.keys(post.responses))("%s is as it is described", async (status) => {
    const response = await PROVOKED[status]?.(path);
    expect(response?.status).toBe(Number(status));
    const { headers = {}, content = {} } = post.responses[status] ?? {};
    const mediaType = response?.headers.get("content-type")?.split(";")[0] ?? "";
    expect(Object.keys(content)).toContain(mediaType);
    const isDescribed = answerValidator(document, path, status, mediaType);
    const body: unknown = await response?.json();
    isDescribed(body);
    expect({ body, errors: isDescribed.errors }).toEqual({ body, errors: null });
    const told = [...(response?.headers.keys() ?? [])].filter((name) => MEANT.includes(name));
    const described = Object.keys(headers).filter((name) => !EITHER.includes(name));
    expect(told.filter((name) => !EITHER.includes(name)).sort()).toEqual(described.sort());
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(told));
  });

  if (isOtlp(path))
    test("answers protobuf in protobuf, also what it does not take", async () => {
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
const withoutIds = (answer: unknown): unknown => JSON.parse(json(answer).replace(UUID, "an id"));

describe("every example", () => {
  test.each(Object.entries(EVENT_EXAMPLES))("%s is answered as it says", async (name, example) => {
    const headers = { "content-type": example.mediaType };
    const response = await send("/api/v1/usage-events", { body: json(example.value), headers });
    expect(response.status).toBe(example.status);
    const answer = (await response.json()) as EventsResponse;
    const expected = Object.entries(EVENT_ANSWERS).find(([answered]) => answered === name)?.[1];
    if (expected) expect(withoutIds(answer)).toEqual(withoutIds(expected));
    else expect(answer.recorded).toBe(answer.results.length);
    expect(answer.results.filter(({ ignored }) => ignored)).toEqual([]);
  });

  test("of LiteLLM is recorded", async () => {
    const response = await send("/api/v1/litellm", { body: json(LITELLM_EXAMPLE.value) });
    expect(await response.json()).toMatchObject({ results: [{ result: "recorded" }] });
  });
});
