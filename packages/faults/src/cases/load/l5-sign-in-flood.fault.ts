import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD, percentile, request } from "@ai-cost/testing";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { startAttack } from "../../traffic/start-attack";

const SCALES = {
  short: { quietSeconds: 3, attackSeconds: 6 },
  normal: { quietSeconds: 20, attackSeconds: 60 },
  long: { quietSeconds: 20, attackSeconds: 300 },
};
const ATTACKER = "203.0.113.9";
const PAUSE_MS = 300;
const MOST_TIMES_SLOWER = 3;

faultCase({
  id: "L5",
  title:
    "a signed-out address that attacks does not keep people at other addresses from signing in",
  seenRedBy:
    "requests and passwords that are handled as they come, from all addresses at once: 7.4 times slower",
  async run({ environment, scale }) {
    const { quietSeconds, attackSeconds } = SCALES[scale];
    const server = await environment.startServer({ environment: { TRUSTED_PROXIES: "127.0.0.1" } });
    const { owner, admin, stranger } = environment.people;
    const signIns = async (seconds: number) => {
      const [ms, refused]: [number[], number[]] = [[], []];
      const untilMs = performance.now() + seconds * 1000;
      for (let number = 0; performance.now() < untilMs; number += 1) {
        const person = [owner, admin, stranger][number % 3] ?? owner;
        const response = await request(new URL("/api/auth/sign-in/email", server.url), {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: server.url,
            "x-forwarded-for": `198.51.100.${(number % 200) + 1}`,
          },
          body: JSON.stringify({ email: person.email, password: PASSWORD }),
        });
        ms.push(response.ms);
        if (response.status !== 200) refused.push(response.status);
        await sleep(PAUSE_MS);
      }
      return { ms, refused };
    };
    await signIns(1);
    const quiet = await signIns(quietSeconds);
    const attack = await startAttack({
      serverUrl: server.url,
      seconds: attackSeconds,
      kinds: ["sign-ins", "strangers", "bodies"],
      projectId: "",
      key: `aicost_${"0".repeat(32)}_${"a".repeat(43)}`,
      cookies: [],
      address: ATTACKER,
    });
    environment.onReset(attack.stop);
    const attacked = await signIns(attackSeconds);
    const statuses = await attack.ended;
    await environment.owner.sql`delete from rate_limits`;
    const text = ({ ms }: { ms: number[] }) =>
      `${ms.length}: p50 ${percentile(ms, 50).toFixed(0)} ms, p95 ${percentile(ms, 95).toFixed(0)} ms`;
    const slower = percentile(attacked.ms, 95) / percentile(quiet.ms, 95);
    return {
      hits: Object.values(statuses).reduce((sum, count) => sum + count, 0),
      figures: {
        "quiet sign-ins": text(quiet),
        "sign-ins under attack": text(attacked),
        "times slower": slower.toFixed(1),
        "attacker's responses by status": JSON.stringify(statuses),
      },
      problems: problemsWhere([
        [quiet.refused.length > 0, `sign-ins before the attack had the status ${quiet.refused}`],
        [attacked.refused.length > 0, `sign-ins under attack had the status ${attacked.refused}`],
      ]),
      excesses: problemsWhere([
        [
          !(slower <= MOST_TIMES_SLOWER),
          `sign-ins are ${slower.toFixed(1)} times slower under attack`,
        ],
      ]),
    };
  },
});
