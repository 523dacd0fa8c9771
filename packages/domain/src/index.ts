export * from "./agents/agent-names";
export { agentTypeOfName } from "./agents/agent-type-of-name";
export * from "./agents/agent-types";
export { NameLookup } from "./agents/name-lookup";
export * from "./money/budget";
export * from "./money/decimal";
export * from "./money/money";
export * from "./periods";
export * from "./refusal";
export * from "./roles";
export * from "./series";
export * from "./service-tiers";
export * from "./statuses";
export {
  NO_TOKENS,
  type NullableTokenCounts,
  type TokenCounts,
  UNKNOWN_TOKENS,
} from "./token-counts";
