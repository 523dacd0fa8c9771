import type { FaultCase, Scale } from "../case";
import { Found } from "../report/found";
import { ACCESS_PROMISES } from "../servers/access-promises";
import { USAGE_PROMISES } from "../servers/usage-promises";

const SCALES: Record<Scale, number> = { short: 2, normal: 6, long: 60 };

export const twoServers: FaultCase = {
  id: "F15",
  title: "what is done on one server holds on another of the same database at the next request",
  seenRedBy: "keys and memberships that the process which has read them remembers",
  async run(rig, scale, random) {
    const found = new Found();
    const other = await rig.startServer();
    const promises = Object.entries({ ...ACCESS_PROMISES, ...USAGE_PROMISES });
    for (let round = 0; round < SCALES[scale]; round += 1) {
      const [here, there] = random.shuffle([rig.server.url, other.url]) as [string, string];
      const tenant = await rig.makeTenant();
      const own = random.fork(`round ${round}`);
      for (const [what, holds] of promises) {
        found.hits += 1;
        if (!(await holds({ rig, tenant, here, there, random: own })))
          found.problem(`on the other server it is not so: ${what}`);
      }
    }
    await rig.owner.sql`delete from rate_limits`;
    return { hits: found.hits, figures: { promises: promises.length }, problems: found.problems };
  },
};
