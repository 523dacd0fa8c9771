import type { LiteLlmEntry } from "./standard-logging-payload";

const AGENT_TAG = /^agent[:=]\s*(.+)$/i;

/**
 * The agent of a call: the `agent_name`, `agent` or `agent_id` that the caller sent in the request's
 * metadata, else LiteLLM's own agent, else a tag such as `agent:research`, else the alias of the
 * virtual key, since many give each agent its own. Null when the entry names none.
 */
export function agentNameOf({ metadata, request_tags: tags }: LiteLlmEntry): string | null {
  const callers = [metadata?.requester_metadata, metadata?.spend_logs_metadata];
  const names = [
    ...callers.flatMap((own) => [own?.agent_name, own?.agent, own?.agent_id]),
    metadata?.agent_id,
    ...(tags ?? []).map((tag) => AGENT_TAG.exec(String(tag))?.[1]),
    metadata?.user_api_key_alias,
  ];
  return names.map((name) => name?.trim()).find(Boolean) ?? null;
}
