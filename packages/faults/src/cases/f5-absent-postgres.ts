import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, ask, request } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { postUsage } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { ServerControl } from "../rig/server-control";
import type { Stage } from "../rig/stage";
import type { Tenant } from "../rig/tenants";
import { usageRequest, WAYS } from "../rig/usage";

const SCALES = {
  short: { awaySeconds: 4 },
  normal: { awaySeconds: 20 },
  long: { awaySeconds: 60 },
};
const ANSWERED_WITHIN_MS = 3_000;
const BACK_WITHIN_MS = 5_000;

export const absentPostgres: FaultCase = {
  id: "F5",
  title:
    "without Postgres, from the start or later, everything says 503 soon and nothing is acknowledged",
  seenRedBy: "the server before `Retry-After`, `/api/health/live` and the 503 of pages",
  async run(rig, scale, random) {
    const tenant = await rig.makeTenant();
    await rig.postgres.stop();
    const fromStart = await rig.startServer();
    const asking = { stage: rig, server: fromStart, tenant, random };
    const atStart = await askAll(asking);
    await rig.postgres.start();
    const afterStartMs = await backAfterMs(fromStart);
    await rig.postgres.stop();
    const away: Probe[] = [];
    const untilMs = performance.now() + SCALES[scale].awaySeconds * 1000;
    while (performance.now() < untilMs)
      away.push(...(await askAll({ ...asking, server: rig.server })));
    await rig.postgres.start();
    const afterAbsenceMs = await backAfterMs(rig.server);
    const probes = [...atStart, ...away];
    return {
      hits: probes.filter(({ answer }) => answer.status === 503).length,
      figures: {
        questions: probes.length,
        "slowest answer, ms": Math.round(Math.max(...probes.map(({ answer }) => answer.ms))),
        "back after, from the start, ms": afterStartMs,
        "back after, later, ms": afterAbsenceMs,
      },
      problems: [...new Set(probes.flatMap(problemsOf))],
      excesses: [
        ...new Set(probes.flatMap(lateness)),
        ...[afterStartMs, afterAbsenceMs]
          .filter((ms) => ms > BACK_WITHIN_MS)
          .map((ms) => `ready again after ${ms} ms only`),
      ],
    };
  },
};

const NO_ANSWER: Answer = { status: 0, headers: new Headers(), text: "", ms: 30_000 };

interface Asking {
  stage: Stage;
  server: ServerControl;
  tenant: Tenant;
  random: Random;
}

interface Probe {
  what: string;
  answer: Answer;
}

/** Everything at once that a person, a sender and a supervisor ask. */
function askAll({ stage, server: { url }, tenant, random }: Asking): Promise<Probe[]> {
  const { owner } = stage.people;
  const { projectId } = tenant;
  const cookie = { headers: { cookie: owner.cookie } };
  const credentials = JSON.stringify({ email: owner.email, password: "not the one" });
  const json = { "content-type": "application/json", origin: url };
  const asked: Record<string, Promise<Answer>> = {
    "a procedure": ask(url, owner, "aiCost.getMonthlySummary", { projectId }),
    "a page": request(`${url}/dashboard`, cookie),
    "a sign-in": request(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: json,
      body: credentials,
    }),
    readiness: request(`${url}/api/health`),
    liveness: request(`${url}/api/health/live`),
  };
  for (const way of WAYS) {
    const usage = usageRequest(stage.model, tenant, random, { calls: 1, way });
    asked[way] = postUsage(url, tenant.key, usage);
  }
  return Promise.all(
    Object.entries(asked).map(async ([what, answering]) => ({
      what,
      answer: await answering.catch(() => NO_ANSWER),
    })),
  );
}

function problemsOf({ what, answer: { status, headers } }: Probe): string[] {
  if (what === "liveness") return status === 200 ? [] : [`liveness answers ${status}`];
  if (status !== 503) return [`${what} answers ${status}, not 503`];
  return headers.has("retry-after") ? [] : [`${what} answers 503 without Retry-After`];
}

const lateness = ({ what, answer: { ms } }: Probe): string[] =>
  ms > ANSWERED_WITHIN_MS ? [`${what} takes more than ${ANSWERED_WITHIN_MS} ms`] : [];

/** Milliseconds until the server says that it is ready; half a minute where it does not. */
async function backAfterMs({ url }: ServerControl): Promise<number> {
  const startedAtMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAtMs);
  while (elapsedMs() < 30_000) {
    const { status } = await request(`${url}/api/health`);
    if (status === 200) break;
    await sleep(20);
  }
  return elapsedMs();
}
