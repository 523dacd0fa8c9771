/** A model call as a test or a benchmark sends it, by whichever way in. */
export interface SentCall {
  /** Unique. */
  id: string;
  /** ISO 8601 with a zone. */
  time: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** Dollars that the sender says it cost. */
  cost?: string;
  /** Absent: the call stands for itself. */
  place?: { run: string; job: string; agent: string };
  /** What was said: read by nobody, and large in a large span. */
  prompt?: string;
}
