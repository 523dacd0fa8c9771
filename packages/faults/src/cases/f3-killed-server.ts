import type { FaultCase } from "../case";
import { killUnderLoad } from "./kill-under-load";
import { problemsWhere } from "./problems-where";

const SCALES = {
  short: { events: 400, kills: 2 },
  normal: { events: 10_000, kills: 20 },
  long: { events: 10_000, kills: 20 },
};

export const killedServer: FaultCase = {
  id: "F3",
  title: "acknowledged is stored exactly once, however often the server is killed",
  seenRedBy:
    "a trigger that makes every idempotency key a new one: 252 of 400 events were stored more than once",
  async run(rig, scale, random) {
    const { events, kills } = SCALES[scale];
    const kill = async () => {
      await rig.server.kill();
      const startedAtMs = performance.now();
      await rig.server.start();
      return performance.now() - startedAtMs;
    };
    const { deliveries, finding } = await killUnderLoad(rig, random, { events, kills, kill });
    const { unknownOutcomes } = deliveries;
    return {
      ...finding,
      figures: { ...finding.figures, "attempts without an answer": unknownOutcomes },
      problems: [
        ...finding.problems,
        ...problemsWhere([[unknownOutcomes < kills, "too few requests met a kill"]]),
      ],
    };
  },
};
