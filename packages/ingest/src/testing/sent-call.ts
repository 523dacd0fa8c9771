/** A model call that a test or a benchmark sends, in the format of any endpoint. */
export interface SentCall {
  /** Unique. */
  id: string;
  /** ISO 8601 with a zone. */
  time: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** Dollars, when the sender reports the cost. */
  cost?: string;
  /** When absent, the call is a job of its own. */
  place?: { run: string; job: string; agent: string };
  /** A prompt, which makes a span large and which the server drops. */
  prompt?: string;
}
