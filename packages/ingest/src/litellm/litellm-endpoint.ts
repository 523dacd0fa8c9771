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
 * `POST /api/v1/litellm`: what LiteLLM's `generic_api` callback sends. LiteLLM sends a batch once and
 * then discards it, whatever the response. The number of payloads is therefore not limited, and one
 * that is invalid does not affect the others. The status is 422 when all of them are invalid.
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
