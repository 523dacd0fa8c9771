import { LEAF_ATTRIBUTES, LEAF_SCOPES } from "../../semconv/attribute-names";
import type { TraceSpan } from "./trace-span";

/**
 * Whether no model call can be below the span. Its summary then does not have to be stored for later
 * requests.
 */
export const isLeaf = ({ role, scope, attributes }: TraceSpan): boolean =>
  role === "other" &&
  (LEAF_SCOPES.test(scope.name) || LEAF_ATTRIBUTES.some((name) => attributes.has(name)));
