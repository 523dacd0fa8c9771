import { exchange, median } from "@ai-cost/testing";
import type { FaultCase } from "../case";
import { makeEstate } from "../matrix/estate";
import { Found } from "../report/found";

const MOST = 20;
const SIZES = [MOST + 1, 50, 400] as const;
const ROUNDS = 21;
const REFUSED_WITHIN_MS = 5;

export const batches: FaultCase = {
  id: "B4",
  title: "a batch of more than twenty is refused before any of it is done",
  seenRedBy: "batches of two thousand let in",
  async run(rig, _scale, random) {
    const found = new Found();
    const { owner, ids } = await makeEstate(rig, "team", random.fork("team"));
    const ask = (size: number) => {
      const inputs = Object.fromEntries(
        Array.from({ length: size }, (_, index) => [index, { projectId: ids.projectId }]),
      );
      const path = Array(size).fill("projects.get").join(",");
      const input = size > 100 ? "" : `&input=${encodeURIComponent(JSON.stringify(inputs))}`;
      const headers = { cookie: owner.cookie };
      return exchange(rig.server.url, { path: `/api/trpc/${path}?batch=1${input}`, headers });
    };
    const whole = await ask(MOST);
    if (whole.status !== 200) found.problem(`a batch of ${MOST} is answered ${whole.status}`);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const size of SIZES) {
        const { status, ms } = await ask(size);
        found.hits += 1;
        times.push(ms);
        if (status !== 400) found.problem(`a batch of ${size} is answered ${status}`);
      }
    const names = Array.from({ length: MOST + 1 }, (_, index) => [index, { name: "Of a batch" }]);
    await exchange(rig.server.url, {
      path: `/api/trpc/${Array(MOST + 1)
        .fill("projects.create")
        .join(",")}?batch=1`,
      method: "POST",
      headers: { cookie: owner.cookie, "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(names)),
    });
    const made = await rig.owner.sql`select 1 from projects where name = 'Of a batch'`;
    if (made.length > 0)
      found.problem(`${made.length} calls of a batch that is too large were done`);
    const refusedMs = median(times);
    return {
      hits: found.hits,
      figures: { "refusal, median ms": refusedMs },
      problems: found.problems,
      excesses: refusedMs < REFUSED_WITHIN_MS ? [] : [`the refusal takes ${refusedMs} ms`],
    };
  },
};
