import { FRAMEWORKS_AS_PROVIDERS, PROVIDER } from "./attribute-names";
import type { Attributes } from "./attributes";

/**
 * Returns the provider that served the model; null when the report names no provider, or names only a
 * framework.
 */
export function reportedProvider(attributes: Attributes): string | null {
  const providers = PROVIDER.map((name) => attributes.text(name));
  return (
    providers.find((name) => name !== null && !FRAMEWORKS_AS_PROVIDERS.has(name.toLowerCase())) ??
    null
  );
}
