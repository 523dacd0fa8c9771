import { LRUCache } from "lru-cache";
import { knownProvider } from "../sellers/providers";
import { withoutBedrockParts } from "./bedrock-names";
import { idOfName, isFineTuned, spellings, withoutTier } from "./model-names";

/** The results are cached, because each call asks for one of a few models. */
const cache = new LRUCache<string, string>({ max: 2000 });

/**
 * Returns the canonical name of a model, which is the same for all spellings of the model: in lower case,
 * without the seller, the path, the region, dates, `-latest`, and the suffixes for routing, context and
 * tiers. `us.anthropic.claude-sonnet-4-5-20250929-v1:0` and `openrouter/anthropic/claude-sonnet-4.5` are
 * `claude-sonnet-4-5`, and `ft:gpt-4.1-mini-2025-04-14:acme::b1` is `ft:gpt-4.1-mini`. A name that says
 * nothing, such as an ARN, stays as it is. The canonical name of a canonical name is itself.
 */
export function canonicalModel(reported: string): string {
  const known = cache.get(reported);
  if (known !== undefined) return known;
  const canonical = fixpoint(idOfName(reported));
  cache.set(reported, canonical);
  return canonical;
}

/**
 * Removes parts of a name until nothing is left to remove. It ends, because each step makes the name
 * shorter or leaves it the same.
 */
function fixpoint(name: string): string {
  const simpler = simplified(name).trim();
  return simpler === name || simpler === "" ? name : fixpoint(simpler);
}

function simplified(name: string): string {
  if (isFineTuned(name)) return fineTuned(name);
  const model = withoutBedrockParts(withoutSeller(withoutPath(name)));
  return claudeName(withoutTier(spellings(model.replace(ROUTING, "")).at(-1) ?? model));
}

/** The suffixes that have their own entries in the price tables. `spellings` keeps them, so they are removed here. */
const ROUTING = /:free$|@default$/;

/**
 * Removes the date and the owner from the name of a fine-tuned model:
 * `ft:gpt-4.1-mini-2025-04-14:acme::b1` → `ft:gpt-4.1-mini`
 */
function fineTuned(name: string): string {
  const [, base = ""] = /(?:^|\/)ft:([^:]+)/.exec(name) ?? [];
  return base === "" ? name : `ft:${fixpoint(base)}`;
}

/**
 * The last segment of a path: `openrouter/anthropic/claude-sonnet-4.5` → `claude-sonnet-4.5`. The last
 * segment of an ARN is a model only when it contains a maker's name, as in `…/eu.amazon.nova-pro-v1:0`.
 */
function withoutPath(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const saysNothing = last === "" || (name.startsWith("arn:") && !/^[a-z-]+\.[a-z]/.test(last));
  return saysNothing ? name : last;
}

/** Removes a seller that a framework puts before the name: `anthropic:claude-opus-5`, `databricks-gpt-5`. */
function withoutSeller(name: string): string {
  const [, seller = "", model] = /^([a-z_-]+):(?=[a-z])(.+)$/.exec(name) ?? [];
  const bare = model !== undefined && knownProvider(seller) !== null ? model : name;
  return bare.replace(/^databricks-(?=(?:claude|gpt|gemini|gemma|llama|meta|qwen)-)/, "");
}

/**
 * Returns Anthropic's spelling of a Claude model. Other companies write `claude-sonnet-4.5` and
 * `claude-4.5-sonnet`, and Anthropic itself also writes `claude-sonnet-4-0`.
 */
const claudeName = (name: string): string =>
  name.startsWith("claude-")
    ? name
        .replace(/(\d)\.(?=\d)/g, "$1-")
        .replace(/^claude-([4-9](?:-\d)?)-([a-z]+)/, "claude-$2-$1")
        .replace(/^(claude-[a-z]+-\d)-0$/, "$1")
    : name;
