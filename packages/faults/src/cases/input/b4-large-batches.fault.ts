import { median, sendRaw } from "@ai-cost/testing";
import { makeTenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const MOST_CALLS = 20;
const SIZES = [MOST_CALLS + 1, 50, 400] as const;
/** The largest batch that is sent with inputs. The inputs of a larger batch would not fit into a URL. */
const MOST_WITH_INPUT = 100;
const ROUNDS = 21;
const REFUSED_WITHIN_MS = 5;

faultCase({
  id: "B4",
  title: "a batch of more than twenty calls is refused before any of them runs",
  seenRedBy: "batches of two thousand accepted",
  async run({ environment, random }) {
    const findings = new Findings();
    const { url } = environment.server;
    const { owner, ids } = await makeTenantFixture(environment, "team", random.fork("team"));
    const send = (size: number) => {
      const inputs = Object.fromEntries(
        Array.from({ length: size }, (_, index) => [index, { projectId: ids.projectId }]),
      );
      const input =
        size > MOST_WITH_INPUT ? "" : `&input=${encodeURIComponent(JSON.stringify(inputs))}`;
      const path = `/api/trpc/${Array(size).fill("projects.get").join(",")}?batch=1${input}`;
      return sendRaw(url, { path, headers: { cookie: owner.cookie } });
    };
    const permitted = await send(MOST_CALLS);
    if (permitted.status !== 200)
      findings.add(`a batch of ${MOST_CALLS} has the status ${permitted.status}`);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const size of SIZES) {
        const { status, ms } = await send(size);
        findings.hits += 1;
        times.push(ms);
        if (status !== 400) findings.add(`a batch of ${size} has the status ${status}`);
      }
    const size = MOST_CALLS + 1;
    const inputs = Array.from({ length: size }, (_, index) => [index, { name: "Of a batch" }]);
    await sendRaw(url, {
      path: `/api/trpc/${Array(size).fill("projects.create").join(",")}?batch=1`,
      method: "POST",
      headers: { cookie: owner.cookie, "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(inputs)),
    });
    const created = await environment.owner.sql`
      select 1 from projects where name = 'Of a batch'`;
    if (created.length > 0)
      findings.add(`${created.length} calls of a batch that is too large have run`);
    const refusedMs = median(times);
    return {
      hits: findings.hits,
      figures: { "refusal, median ms": refusedMs },
      problems: findings.problems,
      excesses: refusedMs < REFUSED_WITHIN_MS ? [] : [`a refusal takes ${refusedMs} ms`],
    };
  },
});
