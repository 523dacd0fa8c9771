import { benchIngest, type Running, takeDown } from "../bench/ingest/bench-ingest";
import { createProgress } from "../progress";
import { stopRequest } from "../stop-request";

const USAGE = `Usage:
  npm run bench -- ingest   events a second through each way in, and memory; takes some minutes`;

/** Measures, and writes what it found into `packages/devkit/reports`. */
export async function run(argv: string[]): Promise<number> {
  if (argv.join(" ") !== "ingest") {
    console.error(USAGE);
    return 1;
  }
  const running: Running = {};
  const stopped = stopRequest();
  try {
    const measured = benchIngest(running, createProgress()).then(() => ({ exitCode: 0 }));
    return (await Promise.race([measured, stopped])).exitCode;
  } finally {
    await takeDown(running);
  }
}
