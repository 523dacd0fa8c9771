import { type ServiceTier, serviceTierOf } from "@ai-cost/domain";
import { REQUEST_PARAMETERS, SERVICE_TIER } from "./attribute-names";
import type { Attributes } from "./attributes";
import { firstText } from "./first-value";
import { JsonAttribute } from "./json-attribute";
import { ProviderMetadata } from "./provider-metadata";
import { responseBodyText } from "./response-body";

/** Returns the service tier of a call; null for the standard tier, or when the report names none. */
export const reportedTier = (attributes: Attributes): ServiceTier | null =>
  serviceTierOf(
    firstText(attributes, SERVICE_TIER) ??
      new ProviderMetadata(attributes).serviceTier() ??
      responseBodyText(attributes, "service_tier") ??
      requestedTier(attributes),
  );

const requestedTier = (attributes: Attributes): string | null =>
  REQUEST_PARAMETERS.map((name) =>
    attributes.has(name) ? new JsonAttribute(attributes, name).text([["service_tier"]]) : null,
  ).find((tier) => tier !== null) ?? null;
