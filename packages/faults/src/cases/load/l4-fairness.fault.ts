import { request } from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { VisitKind } from "../../traffic/visits";
import { visitsUnderAttack } from "../../traffic/visits-under-attack";

const SCALES = {
  short: { quietSeconds: 4, attackSeconds: 8 },
  normal: { quietSeconds: 20, attackSeconds: 60 },
  long: { quietSeconds: 60, attackSeconds: 600 },
};
const MOST_TIMES_SLOWER = 3;
/** While the attack begins and the server learns who is costly. */
const BEGINNING_MS = 2_000;

faultCase({
  id: "L4",
  title: "while one tenant does the worst it can, another is served as before",
  seenRedBy:
    "requests that are handled in the order in which they come: reads were 37 times slower, intake 32 times",
  async run({ environment, scale, random }) {
    const { quietSeconds, attackSeconds } = SCALES[scale];
    const [attacker, victim] = await environment.makeTenants();
    const { owner, admin, member } = environment.people;
    await openPages(environment, attacker);
    const { quiet, attacked, hits, figures } = await visitsUnderAttack({
      environment,
      tenant: victim,
      random,
      quietSeconds,
      attack: {
        seconds: attackSeconds,
        kinds: ["reads", "pages", "intake", "batches", "large", "sign-ins", "strangers", "bodies"],
        projectId: attacker.projectId,
        key: attacker.key,
        cookies: [owner, admin, member].map(({ cookie }) => cookie),
      },
      beginningMs: BEGINNING_MS,
    });
    const slower = (kind: VisitKind) => attacked.p95Ms(kind) / quiet.p95Ms(kind);
    const health = await request(new URL("/api/health", environment.server.url));
    return {
      hits,
      figures: {
        ...figures,
        "reads, times slower": slower("reads").toFixed(1),
        "intake, times slower": slower("intake").toFixed(1),
      },
      problems: problemsWhere([
        [attacked.refused.length > 0, `the victim got ${attacked.refused.join(", ")}`],
        [quiet.refused.length > 0, `the victim got ${quiet.refused.join(", ")} before the attack`],
        [health.status !== 200, `the health check has the status ${health.status}`],
      ]),
      excesses: problemsWhere(
        (["reads", "intake"] as const).map((kind): [boolean, string] => [
          !(slower(kind) <= MOST_TIMES_SLOWER),
          `${kind} of the victim are ${slower(kind).toFixed(1)} times slower under attack`,
        ]),
      ),
    };
  },
});

/** Opens the pages that the attack opens, because the server loads the code of a page with its first request. */
async function openPages({ server, people }: Environment, { projectId }: Tenant): Promise<void> {
  const cookie = people.owner.cookie;
  for (const path of ["/sign-in", `/dashboard/products/${projectId}/ai-cost`])
    await request(new URL(path, server.url), { headers: { cookie } });
}
