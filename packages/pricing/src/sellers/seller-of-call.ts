import { isBedrockName } from "../names/bedrock-names";
import { canonicalProvider, knownProvider } from "./providers";
import { sellerOfHost } from "./seller-of-host";

/** What a report says about who sold a call. */
export interface SellerHints {
  /** The host or URL to which the call was sent; null or absent when the report does not say. */
  endpointAddress?: string | null;
  /** As reported; null when the report names none. */
  provider: string | null;
  /** As reported, in lower case. */
  model: string;
}

/** Gateways pass a call on to the provider that the model's name says, at that provider's price. */
const GATEWAYS = new Set(["litellm", "vercel"]);
const OWN_MACHINE = new Set(
  "ollama vllm lmstudio lm-studio llamafile llama.cpp llamacpp llama-cpp localai sglang mlx tgi gpt4all xinference".split(
    " ",
  ),
);

/** Whether the model ran on one's own machine, so that nobody sold the call. */
export function ranOnOwnMachine({ provider }: SellerHints): boolean {
  const canonical = canonicalProvider(provider)?.replaceAll("_", "-");
  return canonical !== undefined && OWN_MACHINE.has(canonical);
}

/**
 * The canonical name of the company that sold a call: the known seller whose host it was sent to, else
 * the reported provider when it is a known seller, else the seller that the model's name begins with.
 * Null when none of them says so, as for a gateway or for a provider that nobody knows.
 */
export function sellerOf({ endpointAddress, provider, model }: SellerHints): string | null {
  const seller =
    (endpointAddress ? sellerOfHost(endpointAddress) : null) ?? reportedSeller(provider);
  // Anthropic's client also calls Bedrock, and reports its own name with Bedrock's name of the model.
  if (isBedrockName(seller, model)) return "aws";
  return seller ?? sellerInName(model);
}

function reportedSeller(provider: string | null): string | null {
  const known = provider === null ? null : knownProvider(provider);
  return known !== null && GATEWAYS.has(known) ? null : known;
}

function sellerInName(model: string): string | null {
  const slash = model.indexOf("/");
  if (slash < 1) return null;
  const first = model.slice(0, slash);
  if (["models", "publishers", "projects"].includes(first)) return "google";
  if (model.startsWith("accounts/fireworks/")) return "fireworks";
  if (first === "@cf") return "cloudflare";
  const known = knownProvider(first);
  if (known === null) return null;
  return GATEWAYS.has(known) ? sellerOf({ provider: null, model: model.slice(slash + 1) }) : known;
}
