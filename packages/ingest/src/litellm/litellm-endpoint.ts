import { type Endpoint, endpoint } from "../http/endpoint";
import { jsonProblem } from "../http/responses/json-problem";
import { jsonResults } from "../http/responses/json-results";
import { payloadsInBody } from "./payloads-in-body";
import { recordPayloads } from "./record-payloads";

const MIB = 1024 * 1024;

export const LITELLM_ACCEPTS = [
  "application/json",
  "application/x-ndjson",
  "application/ndjson",
] as const;

/**
 * `POST /api/v1/litellm`, the endpoint for LiteLLM's `generic_api` callback. LiteLLM sends a batch only
 * once and discards it after any response. The endpoint therefore accepts any number of payloads, and
 * records the valid payloads of a batch even if others are invalid. The status is 422 when all payloads
 * are invalid.
 */
export const liteLlmEndpoint: Endpoint = endpoint({
  accepts: LITELLM_ACCEPTS,
  limits: { sentBytes: 64 * MIB, decodedBytes: 64 * MIB },
  writeProblem: jsonProblem,
  async handle(context, body) {
    const results = await recordPayloads(context, payloadsInBody(body));
    return jsonResults({ results });
  },
});
