import { isBedrockName } from "../names/bedrock-names";
import { canonicalProvider, knownProvider } from "./providers";
import { sellerOfHost } from "./seller-of-host";

/** The fields of a report that show who sold a call. */
export interface SellerHints {
  /** The host or URL that received the call; null or absent when the report does not name it. */
  endpointAddress?: string | null;
  /** The provider as reported; null when the report names none. */
  provider: string | null;
  /** The reported model in lower case. */
  model: string;
}

/**
 * The gateways that charge the price of the provider to which they forward a call. The model's name
 * contains that provider.
 */
const GATEWAYS = new Set(["litellm", "vercel"]);
const OWN_MACHINE = new Set(
  "ollama vllm lmstudio lm-studio llamafile llama.cpp llamacpp llama-cpp localai sglang mlx tgi gpt4all xinference".split(
    " ",
  ),
);

/** Whether the model ran on the user's own machine, so that no company sold the call. */
export function ranOnOwnMachine({ provider }: SellerHints): boolean {
  const canonical = canonicalProvider(provider)?.replaceAll("_", "-");
  return canonical !== undefined && OWN_MACHINE.has(canonical);
}

/**
 * Returns the canonical name of the company that sold a call. The company whose host received the call has
 * priority, then the reported provider, then the company at the start of the model's name. A company that
 * is not in the list of providers is skipped. Returns null when no company is found, as for some gateways.
 */
export function sellerOf({ endpointAddress, provider, model }: SellerHints): string | null {
  const seller =
    (endpointAddress ? sellerOfHost(endpointAddress) : null) ?? reportedSeller(provider);
  // Anthropic's client can also call Bedrock. It then reports `anthropic` as the provider, and the Bedrock
  // name of the model.
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
