import type { ChargedUnits } from "@ai-cost/db";
import { LANGFUSE_USAGE, MODEL, WEB_SEARCHES } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstText, firstTokens } from "./first-value";
import { JsonAttribute } from "./json-attribute";
import { ProviderMetadata } from "./provider-metadata";
import { responseBodyCount } from "./response-body";

/** Returns the units other than tokens that the provider charged for; null when the report has none. */
export function reportedUnits(attributes: Attributes): ChargedUnits | null {
  const webSearches =
    firstTokens(attributes, WEB_SEARCHES) ??
    new ProviderMetadata(attributes).tokens("webSearches") ??
    new JsonAttribute(attributes, LANGFUSE_USAGE).tokens([["web_search_requests"]]) ??
    responseBodyCount(attributes, "web_search_requests") ??
    googleSearches(attributes);
  return webSearches ? { web_search: Number(webSearches) } : null;
}

/**
 * Returns the number of searches that Google charges for. For models up to Gemini 2.5, an answer counts as
 * one search; for later models, each search counts.
 */
function googleSearches(attributes: Attributes): number {
  const searches = new ProviderMetadata(attributes).googleSearches();
  return /gemini-[12]/.test(firstText(attributes, MODEL) ?? "") ? Math.min(1, searches) : searches;
}
