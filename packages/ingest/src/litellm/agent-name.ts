import type { StandardLoggingPayload } from "./standard-logging-payload";

const AGENT_TAG = /^agent[:=]\s*(.+)$/i;

/**
 * Returns the name of the agent that made a call. It is the first of these values that the payload has:
 * `agent_name`, `agent` or `agent_id` in the metadata of the caller's request; LiteLLM's own agent; a tag
 * such as `agent:research`; the alias of the virtual key, because many users create one key for each
 * agent. Returns null when the payload has none of these values.
 */
export function agentNameOf({
  metadata,
  request_tags: tags,
}: StandardLoggingPayload): string | null {
  const callerMetadata = [metadata?.requester_metadata, metadata?.spend_logs_metadata];
  const names = [
    ...callerMetadata.flatMap((fields) => [fields?.agent_name, fields?.agent, fields?.agent_id]),
    metadata?.agent_id,
    ...(tags ?? []).map((tag) => AGENT_TAG.exec(String(tag))?.[1]),
    metadata?.user_api_key_alias,
  ];
  return names.map((name) => name?.trim()).find(Boolean) ?? null;
}
