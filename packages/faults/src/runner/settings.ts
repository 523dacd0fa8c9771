/** `short` is for `npm test`; `normal` takes about fifteen minutes; `long` takes hours. */
export type Scale = "short" | "normal" | "long";

const SCALES: readonly string[] = ["short", "normal", "long"] satisfies Scale[];

/** The settings that `npm run faults` passes to Vitest and its workers. */
export interface Settings {
  scale: Scale;
  /** The same seed leads to the same random choices. The order of concurrent events still varies. */
  seed: number;
}

const SCALE = "FAULTS_SCALE";
const SEED = "FAULTS_SEED";

export function storeSettings({ scale, seed }: Settings): void {
  process.env[SCALE] = scale;
  process.env[SEED] = String(seed);
}

/** Without `npm run faults`, the scale is `short` and the seed is 1. */
export function readSettings(): Settings {
  const { [SCALE]: scale = "short", [SEED]: seed = "1" } = process.env;
  if (!SCALES.includes(scale)) throw new Error(`${SCALE} must be one of ${SCALES.join(", ")}`);
  return { scale: scale as Scale, seed: Number(seed) };
}
