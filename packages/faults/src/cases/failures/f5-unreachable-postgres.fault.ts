import { setTimeout as sleep } from "node:timers/promises";
import { type HttpResponse, query, request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { ServerProcess } from "../../environment/server-process";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import type { Random } from "../../runner/random";
import { postUsage } from "../../traffic/deliver";
import { FORMATS, usageRequest } from "../../traffic/usage";

const SCALES = {
  short: { downSeconds: 4 },
  normal: { downSeconds: 20 },
  long: { downSeconds: 60 },
};
const RESPONDS_WITHIN_MS = 3_000;
const RECOVERS_WITHIN_MS = 5_000;
const TIMEOUT_MS = 30_000;

faultCase({
  id: "F5",
  title:
    "without Postgres, from the start or later, every request soon has the status 503 and nothing is acknowledged",
  seenRedBy: "the server before `Retry-After`, `/api/health/live` and the 503 of pages",
  async run({ environment, scale, random }) {
    const tenant = await environment.makeTenant();
    await environment.postgres.stop();
    const started = await environment.startServer();
    const options = { environment, server: started, tenant, random };
    const atStart = await requestEverything(options);
    await environment.postgres.start();
    const afterStartMs = await msUntilReady(started);
    await environment.postgres.stop();
    const later: Probe[] = [];
    const deadlineMs = performance.now() + SCALES[scale].downSeconds * 1000;
    while (performance.now() < deadlineMs)
      later.push(...(await requestEverything({ ...options, server: environment.server })));
    await environment.postgres.start();
    const afterDowntimeMs = await msUntilReady(environment.server);
    const probes = [...atStart, ...later];
    return {
      hits: probes.filter(({ response }) => response.status === 503).length,
      figures: {
        requests: probes.length,
        "slowest response, ms": Math.round(Math.max(...probes.map(({ response }) => response.ms))),
        "ready after a start without Postgres, ms": afterStartMs,
        "ready after a downtime, ms": afterDowntimeMs,
      },
      problems: [...new Set(probes.flatMap(problemsOf))],
      excesses: [
        ...new Set(probes.flatMap(slowness)),
        ...[afterStartMs, afterDowntimeMs]
          .filter((ms) => ms > RECOVERS_WITHIN_MS)
          .map((ms) => `the server was ready only after ${ms} ms`),
      ],
    };
  },
});

const NO_RESPONSE: HttpResponse = {
  status: 0,
  headers: new Headers(),
  text: "",
  ms: TIMEOUT_MS,
};

interface Options {
  environment: Environment;
  server: ServerProcess;
  tenant: Tenant;
  random: Random;
}

interface Probe {
  what: string;
  response: HttpResponse;
}

/** Sends one request of each kind at the same time. */
function requestEverything({
  environment,
  server: { url },
  tenant,
  random,
}: Options): Promise<Probe[]> {
  const { owner } = environment.people;
  const { projectId } = tenant;
  const cookie = { headers: { cookie: owner.cookie } };
  const credentials = JSON.stringify({ email: owner.email, password: "a wrong password" });
  const json = { "content-type": "application/json", origin: url };
  const responses: Record<string, Promise<HttpResponse>> = {
    "a procedure": query(url, owner, "aiCost.getMonthlySummary", { projectId }),
    "a page": request(`${url}/dashboard`, cookie),
    "a sign-in": request(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: json,
      body: credentials,
    }),
    readiness: request(`${url}/api/health`),
    liveness: request(`${url}/api/health/live`),
  };
  for (const format of FORMATS) {
    const usage = usageRequest(environment.model, tenant, random, { calls: 1, format });
    responses[format] = postUsage(url, tenant.key, usage);
  }
  return Promise.all(
    Object.entries(responses).map(async ([what, response]) => ({
      what,
      response: await response.catch(() => NO_RESPONSE),
    })),
  );
}

function problemsOf({ what, response: { status, headers } }: Probe): string[] {
  if (what === "liveness") return status === 200 ? [] : [`liveness has the status ${status}`];
  if (status !== 503) return [`${what} has the status ${status} instead of 503`];
  return headers.has("retry-after") ? [] : [`${what} has the status 503 without Retry-After`];
}

const slowness = ({ what, response: { ms } }: Probe): string[] =>
  ms > RESPONDS_WITHIN_MS ? [`${what} takes more than ${RESPONDS_WITHIN_MS} ms`] : [];

/**
 * The milliseconds until the server reports that it is ready; 30,000 if it is not ready within half a
 * minute.
 */
async function msUntilReady({ url }: ServerProcess): Promise<number> {
  const startedAtMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAtMs);
  while (elapsedMs() < TIMEOUT_MS) {
    const { status } = await request(`${url}/api/health`);
    if (status === 200) break;
    await sleep(20);
  }
  return elapsedMs();
}
