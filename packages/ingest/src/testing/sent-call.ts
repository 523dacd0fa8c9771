/** A model call that a test or a benchmark sends, in the format of any endpoint. */
export interface SentCall {
  /** The unique id of the call. */
  id: string;
  /** The time of the call in ISO 8601 with a zone. */
  time: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** The cost in dollars; absent when the sender reports no cost. */
  cost?: string;
  /** The run, job and agent of the call. A call without them is a job of its own. */
  place?: { run: string; job: string; agent: string };
  /** A prompt, which makes a span large. The server drops prompts. */
  prompt?: string;
}
