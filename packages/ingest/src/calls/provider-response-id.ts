/** The start of an id of LiteLLM's proxy: "litellm:custom_llm_provider" in Base64. */
const LITELLM_ID = "resp_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVy";

/**
 * Returns the provider's id of a response. For the Responses API, LiteLLM's proxy answers with an id of its
 * own, which contains the provider's id in Base64, so that the proxy finds the deployment of a later request:
 * https://github.com/BerriAI/litellm/blob/main/litellm/responses/utils.py
 */
export function providerResponseId(id: string): string {
  if (!id.startsWith(LITELLM_ID)) return id;
  const text = Buffer.from(id.slice("resp_".length), "base64").toString();
  return /;response_id:([^;]+)/.exec(text)?.[1] ?? id;
}
