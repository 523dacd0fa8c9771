import type { FaultCase } from "../case";
import { commitSpotter } from "../rig/commit-spotter";
import { Deliveries } from "../rig/deliver";
import { Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { events: 300 }, normal: { events: 2_000 }, long: { events: 10_000 } };
const CLIENTS = 32;
/** Of commits; a request makes three or four, so about a third of requests is hit. */
const CUT_SHARE = 0.1;

export const cutConnections: FaultCase = {
  id: "F8",
  title: "a commit whose answer is cut off is neither lost nor done twice",
  seenRedBy:
    "a trigger that makes every idempotency key a new one: repetitions were stored 449 times",
  async run(rig, scale, random) {
    const { events } = SCALES[scale];
    const proxy = await rig.startProxy();
    const server = await rig.startServer({ databaseUrl: proxy.urlOf(rig.databaseUrl) });
    const tenants = await rig.makeTenants();
    const cuts = random.fork("cuts");
    let commits = 0;
    let neverSent = 0;
    proxy.treatmentOf = () => {
      const asksForCommit = commitSpotter();
      return (piece) => {
        if (!asksForCommit(piece)) return "pass";
        commits += 1;
        if (!cuts.chance(CUT_SHARE)) return "pass";
        if (cuts.chance(0.5)) return "cut";
        neverSent += 1;
        return "drop";
      };
    };
    const deliveries = new Deliveries();
    const options = { stage: rig, tenants, random, deliveries, events, clients: CLIENTS };
    await new Traffic({ ...options, serverUrl: server.url }).ended;
    return {
      hits: proxy.hits,
      figures: {
        acknowledged: deliveries.acknowledged,
        commits,
        "cut after the commit": proxy.hits - neverSent,
        "cut before the commit": neverSent,
        "attempts made again": deliveries.retries,
      },
      problems: problemsWhere([
        [deliveries.acknowledged !== events, `${deliveries.acknowledged} are acknowledged`],
        [deliveries.retries === 0, "no request met a cut"],
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
      ]),
    };
  },
};
