import type { Random } from "./rig/random";
import type { Rig } from "./rig/rig";

/** `short` is for `npm test`, `normal` for fifteen minutes, `long` for the full figures. */
export type Scale = "short" | "normal" | "long";

/** What a case found. */
export interface Finding {
  /** How many faults really hit: a run in which nothing went wrong shows nothing. */
  hits: number;
  figures: Record<string, number | string>;
  /** Sentences; empty when the promise held. */
  problems: string[];
  /**
   * Times and memory above what they may be. A short run, which shares its machine with whatever else
   * is tested, does not fail for them.
   */
  excesses?: string[];
  /** Why this machine cannot run the case, which then counts neither as held nor as broken. */
  notRunHere?: string;
}

/** A promise, and the faults that it is held against. */
export interface FaultCase {
  /** Such as `F1`. */
  id: string;
  /** What must hold. */
  title: string;
  /** The deliberate break with which this case was seen to fail. */
  seenRedBy: string;
  /** The rig checks the ledger, its surfaces and the server after it, whatever it does. */
  run(rig: Rig, scale: Scale, random: Random): Promise<Finding>;
}
