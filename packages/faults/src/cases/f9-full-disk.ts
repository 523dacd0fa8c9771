import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase, Finding } from "../case";
import { Deliveries } from "../rig/deliver";
import { SmallDisk } from "../rig/small-disk";
import { backAfterMs, Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const SCALES = { short: { fulls: 1 }, normal: { fulls: 2 }, long: { fulls: 5 } };
/** So that its log of changes alone does not fill the disk. */
const SETTINGS = { max_wal_size: "48MB", min_wal_size: "32MB" };
const CLIENTS = 16;
const FULL_MS = 2_000;
const BACK_WITHIN_MS = 10_000;

export const fullDisk: FaultCase = {
  id: "F9",
  title:
    "a full disk is answered with 503, and what was acknowledged is there when it has room again",
  seenRedBy: "a full disk (53100) taken for something unexpected: 46 answers of 500",
  async run(rig, scale, random) {
    const disk = new SmallDisk();
    const reason = mountingFails(disk);
    if (reason !== undefined) return notRunHere(reason);
    rig.afterwards(() => disk.unmount());
    const stage = await rig.startStage({
      folder: join(disk.folder, "postgres"),
      settings: SETTINGS,
    });
    if (!stage.postgres.location.folder.startsWith(disk.folder))
      return notRunHere("the database server's user cannot enter the small disk");
    const tenants = await stage.makeTenants();
    const deliveries = new Deliveries();
    const traffic = new Traffic({ stage, tenants, random, deliveries, clients: CLIENTS });
    const backMs: number[] = [];
    for (let full = 0; full < SCALES[scale].fulls; full += 1) {
      await traffic.reaches(deliveries.acknowledged + CLIENTS);
      disk.fill();
      await sleep(FULL_MS);
      disk.makeRoom();
      await stage.postgres.start();
      backMs.push(await backAfterMs(deliveries));
    }
    await traffic.stop();
    const slowestMs = Math.max(...backMs);
    return {
      hits: deliveries.answers(503),
      figures: {
        acknowledged: deliveries.acknowledged,
        "usage answered 503": deliveries.answers(503),
        "slowest return, ms": slowestMs,
      },
      problems: problemsWhere([
        [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
      ]),
      excesses: problemsWhere([
        [slowestMs > BACK_WITHIN_MS, `usage was taken after ${slowestMs} ms only`],
      ]),
    };
  },
};

const notRunHere = (reason: string): Finding => ({
  hits: 0,
  figures: {},
  problems: [],
  notRunHere: reason,
});

function mountingFails(disk: SmallDisk): string | undefined {
  try {
    disk.mount();
    return undefined;
  } catch (error) {
    return `this machine does not let a small disk be mounted: ${error}`;
  }
}
