import type { StandardLoggingPayload } from "./standard-logging-payload";

const AGENT_TAG = /^agent[:=]\s*(.+)$/i;

/**
 * The name of the agent that made a call, from the first of these that is present: `agent_name`,
 * `agent` or `agent_id` in the metadata of the caller's request; LiteLLM's own agent; a tag such as
 * `agent:research`; the alias of the virtual key, because many give each agent a key of its own. Null
 * when the payload names no agent.
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
