import { setTimeout as sleep } from "node:timers/promises";
import { request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { visitsUnderAttack } from "../../traffic/visits-under-attack";

const SCALES = {
  short: { quietSeconds: 3, attackSeconds: 6 },
  normal: { quietSeconds: 20, attackSeconds: 60 },
  long: { quietSeconds: 60, attackSeconds: 600 },
};
const BEGINNING_MS = 1_000;
const SOON_MS = 10_000;

faultCase({
  id: "L8",
  title:
    "nobody can hold up or end the server with packets full of small requests, bodies in pieces of a byte, public pages, and responses that are not read",
  seenRedBy:
    "a server that parses each packet at once and keeps every response that is not read: the first read took 17 seconds, and the health check failed for longer than the attack",
  async run({ environment, scale, random }) {
    const { quietSeconds, attackSeconds } = SCALES[scale];
    const [, tenant] = await environment.makeTenants();
    const { attacked, hits, figures } = await visitsUnderAttack({
      environment,
      tenant,
      random,
      quietSeconds,
      attack: {
        seconds: attackSeconds,
        kinds: ["pieces", "pipelines", "public", "unread"],
        projectId: "",
        key: "",
        cookies: [],
      },
      beginningMs: BEGINNING_MS,
    });
    const isHealthy = await isSoonHealthy(environment);
    return {
      hits,
      figures,
      problems: problemsWhere([
        [attacked.refused.length > 0, `a tenant got ${attacked.refused.join(", ")}`],
        [!isHealthy, "the health check still fails ten seconds after the attack"],
      ]),
    };
  },
});

/** Whether a health check succeeds after the attack. On a busy machine the first one can fail. */
async function isSoonHealthy({ server }: Environment): Promise<boolean> {
  const untilMs = performance.now() + SOON_MS;
  for (;;) {
    const { status } = await request(new URL("/api/health", server.url));
    if (status === 200) return true;
    if (performance.now() > untilMs) return false;
    await sleep(200);
  }
}
