import { type RawResponse, sendRaw } from "@ai-cost/testing";
import type { Findings } from "../runner/findings";
import { leaksIn } from "./leaks";
import type { Payload } from "./payload";

const SLOW_MS = 1_000;
const REPEATS = 3;
/** The most characters of headers in a payload. Node accepts 16 KiB, and the client adds further headers. */
const MOST_HEADER_CHARACTERS = 15_500;
const SHOWN_CHARACTERS = 160;

/** Sends payloads to the server and checks the responses. */
export class Fuzzer {
  calls = 0;
  requests = 0;
  /** The number of requests that got no response because their headers were too large. */
  lostResponses = 0;
  slowestMs = 0;
  slowestLargeMs = 0;
  readonly statuses = new Map<number, number>();
  readonly #slow: { payload: Payload; label: string; ms: number }[] = [];

  constructor(
    readonly serverUrl: string,
    readonly findings: Findings,
  ) {}

  async send(payload: Payload): Promise<void> {
    this.calls += payload.calls;
    this.requests += 1;
    const { method = "GET", path, headers, body } = payload.request;
    const label = `${method} ${path.slice(0, SHOWN_CHARACTERS)}`;
    const response = await this.#responseTo(payload);
    if (response instanceof Error) return this.#checkLostResponse(payload, label, response);
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    const sent = `${JSON.stringify(headers)} ${String(body).slice(0, SHOWN_CHARACTERS)}`;
    if (hasFailed(response))
      this.findings.add(
        `${label} ${sent} has the status ${response.status}: ${response.text.slice(0, SHOWN_CHARACTERS)}`,
      );
    for (const leak of leaksIn(withoutSentTexts(response.text, payload)))
      this.findings.add(`${label} ${sent} leaks ${leak}`);
    if (response.ms > SLOW_MS) this.#slow.push({ payload, label, ms: response.ms });
    else this.#recordTime(payload, response.ms);
  }

  /**
   * Accepts a lost response if the headers were too large: Node stops reading such a request, so its
   * response with the status 431 can be lost.
   */
  #checkLostResponse(
    { request: { path, headers } }: Payload,
    label: string,
    { message }: Error,
  ): void {
    const characters = path.length + JSON.stringify(headers).length;
    if (characters > MOST_HEADER_CHARACTERS) this.lostResponses += 1;
    else this.findings.add(`${label} with ${characters} characters had no response: ${message}`);
  }

  /**
   * Sends the request a second time after an error, because the server can close an idle connection at
   * any moment.
   */
  async #responseTo({ request }: Payload): Promise<RawResponse | Error> {
    const send = () => sendRaw(this.serverUrl, request).catch((error: Error) => error);
    const response = await send();
    return response instanceof Error ? send() : response;
  }

  #recordTime({ isLarge }: Payload, ms: number): void {
    if (isLarge) this.slowestLargeMs = Math.max(this.slowestLargeMs, ms);
    else this.slowestMs = Math.max(this.slowestMs, ms);
  }

  /** Sends slow payloads again, one at a time, to rule out that other work made them slow. */
  async repeatSlow(): Promise<void> {
    for (const { payload, label, ms } of this.#slow.splice(0)) {
      let bestMs = ms;
      for (let repeat = 0; repeat < REPEATS && bestMs > SLOW_MS; repeat += 1) {
        const response = await this.#responseTo(payload);
        if (!(response instanceof Error)) bestMs = Math.min(bestMs, response.ms);
      }
      this.#recordTime(payload, bestMs);
      if (!payload.isLarge && bestMs > SLOW_MS)
        this.findings.add(`${label} takes ${Math.round(bestMs)} ms`);
    }
  }
}

/**
 * Whether the request or a call of its batch has failed. The body contains a status for each call of a
 * batch.
 */
const hasFailed = ({ status, text }: RawResponse): boolean =>
  status >= 500 || /"httpStatus":5\d\d/.test(text);

/** Removes the texts of the request from a response, because a response may repeat them. */
function withoutSentTexts(text: string, { request: { body } }: Payload): string {
  if (typeof body !== "string" || body.length > 10_000) return text;
  const strings = body.match(/"(?:[^"\\]|\\.){4,}"/g) ?? [];
  return strings.reduce((rest, sent) => rest.replaceAll(sent, '""'), text);
}
