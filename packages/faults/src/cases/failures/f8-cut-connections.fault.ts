import { commitDetector } from "../../environment/commit-detector";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { Writers } from "../../traffic/writers";

const SCALES = { short: { events: 300 }, normal: { events: 2_000 }, long: { events: 10_000 } };
const CLIENTS = 32;
/** The share of commits whose connection is cut. Most are of reads, which do not wait for their commit. */
const CUT_SHARE = 0.3;

faultCase({
  id: "F8",
  title: "a commit whose response is lost is neither lost itself nor done twice",
  seenRedBy: "a trigger that makes every idempotency key a new one: 449 retries were stored again",
  async run({ environment, scale, random }) {
    const { events } = SCALES[scale];
    const proxy = await environment.startProxy();
    const databaseUrl = proxy.urlOf(environment.databaseUrl);
    const server = await environment.startServer({ databaseUrl });
    const tenants = await environment.makeTenants();
    const cuts = random.fork("cuts");
    let commits = 0;
    let dropped = 0;
    proxy.treatmentOf = () => {
      const isCommit = commitDetector();
      return (chunk) => {
        if (!isCommit(chunk)) return "pass";
        commits += 1;
        if (!cuts.chance(CUT_SHARE)) return "pass";
        if (cuts.chance(0.5)) return "cut";
        dropped += 1;
        return "drop";
      };
    };
    const deliveries = new Deliveries();
    const options = { environment, tenants, random, deliveries, events, clients: CLIENTS };
    await new Writers({ ...options, serverUrl: server.url }).ended;
    return {
      hits: proxy.hits,
      figures: {
        acknowledged: deliveries.acknowledged,
        commits,
        "cut after the commit": proxy.hits - dropped,
        "cut before the commit": dropped,
        retries: deliveries.retries,
      },
      problems: problemsWhere([
        [deliveries.acknowledged !== events, `only ${deliveries.acknowledged} are acknowledged`],
        [deliveries.retries === 0, "no request was interrupted"],
        [deliveries.responses(500) > 0, `${deliveries.responses(500)} responses with status 500`],
      ]),
    };
  },
});
