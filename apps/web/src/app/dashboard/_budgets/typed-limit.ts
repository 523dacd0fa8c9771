import { limitMicroUsdFromDollars, MAX_LIMIT_DOLLARS, MIN_LIMIT_DOLLARS } from "@ai-cost/domain";

const PLAIN = /^\d+(\.\d*)?$/;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;

export type TypedLimit = { limitDollars: number } | { problem: string };

/**
 * Parses a typed monthly limit with the validation rule of the procedure that sets the limit. `hasLimit`
 * says whether there is a limit that the person could remove.
 */
export function typedLimit(text: string, hasLimit: boolean): TypedLimit {
  const typed = text.trim().replace(/^\$\s*/, "");
  if (typed === "") return { problem: "Enter an amount in dollars." };
  if (!PLAIN.test(typed) && !GROUPED.test(typed))
    return { problem: "Enter the amount in digits, such as 500 or 499.50." };
  const limitDollars = Number(typed.replaceAll(",", ""));
  if (limitMicroUsdFromDollars(limitDollars) !== null) return { limitDollars };
  if (limitDollars < MIN_LIMIT_DOLLARS)
    return {
      problem: hasLimit
        ? "The smallest limit is $0.01. To have no limit, choose Remove limit."
        : "The smallest limit is $0.01. No limit is set now; close this dialog to leave it that way.",
    };
  if (limitDollars > MAX_LIMIT_DOLLARS) return { problem: "The largest limit is $1,000,000.00." };
  return { problem: "Use at most two decimals." };
}
