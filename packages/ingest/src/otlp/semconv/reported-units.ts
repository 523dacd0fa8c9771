import type { ChargedUnits } from "@ai-cost/db";
import { LANGFUSE_USAGE, WEB_SEARCHES } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstTokens } from "./first-value";
import { JsonAttribute } from "./json-attribute";
import { ProviderMetadata } from "./provider-metadata";
import { responseBodyCount } from "./response-body";

/** What the provider charged for beside the tokens of a call; null when the report names nothing. */
export function reportedUnits(attributes: Attributes): ChargedUnits | null {
  const webSearches =
    firstTokens(attributes, WEB_SEARCHES) ??
    new ProviderMetadata(attributes).tokens("webSearches") ??
    new JsonAttribute(attributes, LANGFUSE_USAGE).tokens([["web_search_requests"]]) ??
    responseBodyCount(attributes, "web_search_requests");
  return webSearches ? { web_search: Number(webSearches) } : null;
}
