import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import { ACCESS_PROMISES } from "../../two-servers/access-promises";
import { USAGE_PROMISES } from "../../two-servers/usage-promises";

const ROUNDS = { short: 1, normal: 6, long: 60 };

faultCase({
  id: "F15",
  title:
    "a change on one server is visible on another server of the same database at the next request",
  seenRedBy: "a cache of keys and memberships in the process that has read them",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const other = await environment.startServer();
    const promises = Object.entries({ ...ACCESS_PROMISES, ...USAGE_PROMISES });
    for (let round = 0; round < ROUNDS[scale]; round += 1) {
      const [here, there] = random.shuffle([environment.server.url, other.url]) as [string, string];
      const tenant = await environment.makeTenant();
      const own = random.fork(`round ${round}`);
      for (const [what, holds] of promises) {
        findings.hits += 1;
        if (!(await holds({ environment, tenant, here, there, random: own })))
          findings.add(`the other server does not see it: ${what}`);
      }
    }
    await environment.owner.sql`delete from rate_limits`;
    return {
      hits: findings.hits,
      figures: { promises: promises.length },
      problems: findings.problems,
    };
  },
});
