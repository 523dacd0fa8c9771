import { agentTypeOf, OTHER_AGENT_TYPES } from "@ai-cost/domain";

/**
 * The colour of a thing, which is the same on every page. `hue` is one of the eight that can be distinguished;
 * null is neutral. An outlined swatch is of a known agent type that shares the hue of another one.
 */
export interface Swatch {
  hue: number | null;
  outlined: boolean;
}

/** The kinds of things that have colours. */
export type ThingKind = "agentType" | "model";

const HUES = 8;
/** With this seed, eight models of today that are often used together get eight different hues. */
const HASH_SEED = 20;
const HASH_PRIME = 0x01000193;

/** A hue that depends on nothing but the name (FNV-1a), because there is no registry of models. */
function hueOfName(name: string): number {
  let hash = HASH_SEED;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), HASH_PRIME) >>> 0;
  return ((hash ^ (hash >>> 16)) & (HUES - 1)) + 1;
}

const NEUTRAL: Swatch = { hue: null, outlined: false };
const UNKNOWN_MODEL = "unknown";

/** The colour of an agent type or model by its key. An agent type that is not registered is neutral. */
export function swatchOf(kind: ThingKind, key: string): Swatch {
  if (kind === "agentType") return agentTypeOf(key).swatch;
  if (key === UNKNOWN_MODEL || key === OTHER_AGENT_TYPES) return NEUTRAL;
  return { hue: hueOfName(key), outlined: false };
}

/** A swatch's colour as a CSS value. */
export const swatchColour = ({ hue }: Swatch): string => `var(--color-swatch-${hue ?? "neutral"})`;
