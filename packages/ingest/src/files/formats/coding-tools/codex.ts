import { basename } from "node:path";
import { compoundName } from "../../../fields/compound-name";
import type { Fields } from "../fields";
import { exportedCall } from "../file-call";
import type { FileCall, FileFormat } from "../file-format";

const FORMAT = "codex";
const AGENT_NAME = "Codex";
/**
 * A session that continues another one starts with a copy of that session's events. All events of the copy
 * are written within this time.
 */
const REPLAY_MS = 1500;

/**
 * The sessions of Codex in `~/.codex/sessions`. The event `token_count` has the usage of the last call and
 * the total of the session. Codex may write the same event again without a new call. The preceding
 * `turn_context` names the model.
 */
export const codex: FileFormat = {
  name: FORMAT,
  title: "Codex session",
  isAggregated: false,
  usageObject: "payload.info.total_token_usage",
  usageFields: [
    "input_tokens",
    "cached_input_tokens",
    "cache_read_input_tokens",
    "output_tokens",
    "reasoning_output_tokens",
    "total_tokens",
  ],
  wantedLines: ['"token_count"', '"turn_context"', '"session_meta"'],
  recognises: (record) =>
    /^(?:session_meta|turn_context|event_msg|response_item)$/.test(record.text("type") ?? "") &&
    record.has("payload"),
  openReader(path) {
    const session = new CodexSession(basename(path).replace(/\..*$/, ""));
    return (record) => session.read(record);
  },
};

type Usage = Record<"inputTokens" | "cacheReadTokens" | "outputTokens" | "reasoningTokens", bigint>;

class CodexSession {
  #id: string;
  #run: string;
  #agentName = AGENT_NAME;
  #provider = "openai";
  #model: string | null = null;
  #turn = "";
  #total: Usage | null = null;
  /**
   * When the copy of another session was written at the start of this one; null for a session that is not
   * a continuation.
   */
  #copiedAtMs: number | null = null;
  #hasMeta = false;

  constructor(fileName: string) {
    this.#id = fileName;
    this.#run = fileName;
  }

  read(record: Fields): readonly FileCall[] {
    const payload = record.fields("payload");
    const type = record.text("type");
    if (!payload) return [];
    if (type === "session_meta") this.#readMeta(record, payload);
    else if (type === "turn_context") this.#readContext(payload);
    else if (payload.text("type") === "token_count") return this.#readCount(record, payload);
    return [];
  }

  #readMeta(record: Fields, meta: Fields): void {
    // A copy of another session also contains the other session's metadata, so only the first metadata
    // counts.
    if (this.#hasMeta) return;
    this.#hasMeta = true;
    this.#id = meta.text("id") ?? this.#id;
    this.#provider = meta.text("model_provider") ?? this.#provider;
    const spawn = meta.fields("source.subagent.thread_spawn");
    const parent = spawn?.text("parent_thread_id") ?? null;
    this.#run = parent ?? this.#id;
    this.#agentName = (spawn ?? meta).text("agent_role", "agent_nickname") ?? AGENT_NAME;
    if (parent !== null || meta.text("forked_from_id") !== null)
      this.#copiedAtMs = record.time("timestamp").getTime();
  }

  #readContext(context: Fields): void {
    this.#model = context.text("model", "model_name") ?? this.#model;
    this.#turn = context.text("turn_id") ?? this.#turn;
  }

  #readCount(record: Fields, payload: Fields): readonly FileCall[] {
    const info = payload.fields("info");
    const total = usageIn(info?.fields("total_token_usage"));
    const earlier = this.#total;
    const last = usageIn(info?.fields("last_token_usage")) ?? difference(total, earlier);
    const isRepeated = total !== null && earlier !== null && isSame(total, earlier);
    this.#total = total ?? earlier;
    if (last === null || isRepeated || (last.inputTokens === 0n && last.outputTokens === 0n))
      return [];
    const occurredAt = record.time("timestamp");
    if (this.#copiedAtMs !== null && occurredAt.getTime() - this.#copiedAtMs < REPLAY_MS) return [];
    const model = info?.text("model", "model_name") ?? this.#model;
    return [this.#callOf(last, total, model, occurredAt)];
  }

  #callOf(usage: Usage, total: Usage | null, model: string | null, occurredAt: Date): FileCall {
    const counted = total ?? usage;
    const position = [counted.inputTokens, counted.outputTokens].map(String);
    const call = exportedCall({
      format: FORMAT,
      ownKey: compoundName(FORMAT, "tokens", this.#id, occurredAt.toISOString(), ...position),
      provider: this.#provider,
      model,
      occurredAt,
      tokens: usage,
      run: this.#run,
      agentName: this.#agentName,
    });
    const job = compoundName(FORMAT, this.#id, this.#turn);
    return { ...call, job: { externalId: job, agentName: this.#agentName } };
  }
}

/**
 * The counts of a call or of a session; null when the event has none. The input includes the cached
 * tokens.
 */
function usageIn(usage: Fields | null | undefined): Usage | null {
  const inputTokens = usage?.tokens("input_tokens") ?? null;
  if (!usage || inputTokens === null) return null;
  const cached = usage.tokens("cached_input_tokens", "cache_read_input_tokens") ?? 0n;
  const outputTokens = usage.tokens("output_tokens") ?? 0n;
  const reasoning = usage.tokens("reasoning_output_tokens") ?? 0n;
  return {
    inputTokens,
    cacheReadTokens: cached < inputTokens ? cached : inputTokens,
    outputTokens,
    reasoningTokens: reasoning < outputTokens ? reasoning : outputTokens,
  };
}

/**
 * The usage between two totals of a session, for versions that do not write the usage of the last call.
 */
function difference(total: Usage | null, earlier: Usage | null): Usage | null {
  if (!total || !earlier || total.inputTokens < earlier.inputTokens) return total;
  return {
    inputTokens: total.inputTokens - earlier.inputTokens,
    cacheReadTokens: atLeastZero(total.cacheReadTokens - earlier.cacheReadTokens),
    outputTokens: atLeastZero(total.outputTokens - earlier.outputTokens),
    reasoningTokens: atLeastZero(total.reasoningTokens - earlier.reasoningTokens),
  };
}

const atLeastZero = (count: bigint): bigint => (count > 0n ? count : 0n);

const isSame = (one: Usage, other: Usage): boolean =>
  one.inputTokens === other.inputTokens && one.outputTokens === other.outputTokens;
