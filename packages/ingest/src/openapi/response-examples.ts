import type { EventsResponse } from "../usage-events/schema/response";
import type { Example } from "./types";

const RECORDED = {
  chargeId: "0196ed2c-7c00-7b4e-9a3f-2f5d1c8e6a01",
  jobId: "0196ed2c-7c00-7b4e-9a3f-2f5d1c8e6a02",
  runId: "0196ed2c-7c00-7b4e-9a3f-2f5d1c8e6a03",
};
const TOKENS = "must be a whole number from 0 to 1000000000000, without quotes";

/** Example responses. Each belongs to the event example with the same name. */
export const EVENT_RESPONSES = {
  partlyInvalid: {
    results: [
      { id: "call-3", result: "recorded", ...RECORDED },
      { id: "call-4", result: "invalid", reason: `inputTokens ${TOKENS}` },
    ],
    recorded: 1,
    duplicate: 0,
    conflict: 0,
    invalid: 1,
  },
  invalid: {
    results: [
      {
        id: "call-5",
        result: "invalid",
        reason: `inputTokens is missing: it ${TOKENS}; outputTokens is missing: it ${TOKENS}`,
      },
    ],
    recorded: 0,
    duplicate: 0,
    conflict: 0,
    invalid: 1,
  },
} satisfies Record<string, EventsResponse>;

export const responseExample = (
  summary: string,
  name: keyof typeof EVENT_RESPONSES,
): Record<string, Example> => ({ [name]: { summary, value: EVENT_RESPONSES[name] } });
