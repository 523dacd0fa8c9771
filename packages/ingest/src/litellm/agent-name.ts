import type { StandardLoggingPayload } from "./standard-logging-payload";

const AGENT_TAG = /^agent[:=]\s*(.+)$/i;

/**
 * Returns the name of the agent that made a call. It is the first of these values that the payload has:
 * `agent_name`, `agent` or `agent_id` in the metadata of the caller's request; LiteLLM's own agent; a tag
 * such as `agent:research`; the alias of the virtual key, because many users create one key for each
 * agent. Returns null when the payload has none of these values.
 */
export const agentNameOf = ({
  metadata,
  request_tags: tags,
}: StandardLoggingPayload): string | null =>
  agentIn(metadata?.requester_metadata) ??
  agentIn(metadata?.spend_logs_metadata) ??
  trimmed(metadata?.agent_id) ??
  agentOfTags(tags ?? []) ??
  trimmed(metadata?.user_api_key_alias);

type Metadata = NonNullable<StandardLoggingPayload["metadata"]>;

const agentIn = (fields: Metadata["requester_metadata"]): string | null =>
  trimmed(fields?.agent_name) ?? trimmed(fields?.agent) ?? trimmed(fields?.agent_id);

function agentOfTags(tags: readonly unknown[]): string | null {
  for (const tag of tags) {
    const name = trimmed(AGENT_TAG.exec(String(tag))?.[1]);
    if (name !== null) return name;
  }
  return null;
}

const trimmed = (name: string | null | undefined): string | null => name?.trim() || null;
