import type { Attributes } from "./attributes";
import { ProviderMetadata } from "./provider-metadata";
import { responseBodyText } from "./response-body";

/** Where the provider ran the inference, such as `us`; null when the report does not say. */
export const reportedGeo = (attributes: Attributes): string | null =>
  new ProviderMetadata(attributes).inferenceGeo() ?? responseBodyText(attributes, "inference_geo");
