import { limitMicroUsdFromDollars } from "@ai-cost/domain";
import { invalidField } from "../errors";
import { LIMIT_PROBLEM } from "./schema";

/** The limit in micro-dollars. Never null, which would clear it: what is no limit is BAD_REQUEST. */
export function askedLimit(limitDollars: number): bigint {
  const limitMicroUsd = limitMicroUsdFromDollars(limitDollars);
  if (limitMicroUsd === null) throw invalidField("limitDollars", LIMIT_PROBLEM);
  return limitMicroUsd;
}
