import { NO_PROVIDERS, PROVIDER } from "./attribute-names";
import type { Attributes } from "./attributes";

/** The provider that served the model; null when none is named, or a framework in its place. */
export function providerOf(attributes: Attributes): string | null {
  const named = PROVIDER.map((name) => attributes.text(name));
  return named.find((name) => name !== null && !NO_PROVIDERS.has(name.toLowerCase())) ?? null;
}
