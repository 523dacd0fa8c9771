import { type Endpoint, endpoint } from "../http/endpoint";
import { jsonProblem } from "../http/responses/json-problem";
import { jsonResults } from "../http/responses/json-results";
import { entriesIn } from "./payloads-in-body";
import { recordEntries } from "./record-payloads";

const MIB = 1024 * 1024;

export const LITELLM_ACCEPTS = [
  "application/json",
  "application/x-ndjson",
  "application/ndjson",
] as const;

/**
 * `POST /api/v1/litellm`: what LiteLLM's `generic_api` callback sends. LiteLLM sends a batch once,
 * conversations and all, and forgets it whatever is answered: so there is no number of entries that
 * is too many, and what can be read of a batch is kept. 422 when there is not one that could be read.
 */
export const liteLlmEndpoint: Endpoint = endpoint({
  accepts: LITELLM_ACCEPTS,
  limits: { sentBytes: 64 * MIB, decodedBytes: 64 * MIB },
  writeProblem: jsonProblem,
  async handle(context, body) {
    const results = await recordEntries(context, entriesIn(body));
    return jsonResults({ results });
  },
});
