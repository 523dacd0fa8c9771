import { type ExchangeAnswer, exchange } from "@ai-cost/testing";
import type { Found } from "../report/found";
import { leaksIn } from "./leaks";
import type { Shot } from "./shot";

const SLOW_MS = 1_000;
const REPEATS = 3;
/** Of 16 KiB, some are the client's own. */
const MOST_HEAD_CHARACTERS = 15_500;
const TOLD_CHARACTERS = 160;

/** Fires shots at the server and judges what comes back. */
export class Gunner {
  calls = 0;
  requests = 0;
  /** Requests with a head that is too large, of which the answer did not arrive. */
  cut = 0;
  slowestMs = 0;
  slowestLargeMs = 0;
  readonly statuses = new Map<number, number>();
  readonly #suspects: { shot: Shot; label: string; ms: number }[] = [];

  constructor(
    readonly serverUrl: string,
    readonly found: Found,
  ) {}

  async fire(shot: Shot): Promise<void> {
    this.calls += shot.calls;
    this.requests += 1;
    const { method = "GET", path } = shot.request;
    const label = `${method} ${path.slice(0, TOLD_CHARACTERS)}`;
    const answer = await this.#answerTo(shot);
    if (answer instanceof Error) return this.#unanswered(shot, label, answer);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    const words = `${JSON.stringify(shot.request.headers)} ${String(shot.request.body).slice(0, TOLD_CHARACTERS)}`;
    if (hasFailed(answer))
      this.found.problem(
        `${label} ${words} answers ${answer.status}: ${answer.text.slice(0, TOLD_CHARACTERS)}`,
      );
    for (const leak of leaksIn(withoutGiven(answer.text, shot)))
      this.found.problem(`${label} ${words} tells ${leak}`);
    this.#time(shot, answer.ms, label);
  }

  /** Node stops reading a head that is too large, so that its 431 may be lost on the way. */
  #unanswered({ request: { path, headers } }: Shot, label: string, { message }: Error): void {
    const characters = path.length + JSON.stringify(headers).length;
    if (characters > MOST_HEAD_CHARACTERS) this.cut += 1;
    else this.found.problem(`${label}, a head of ${characters}, got no answer: ${message}`);
  }

  /** A connection that the server closed while it was idle is no refusal: once more, on another. */
  async #answerTo({ request }: Shot): Promise<ExchangeAnswer | Error> {
    const ask = () => exchange(this.serverUrl, request).catch((error: Error) => error);
    const answer = await ask();
    return answer instanceof Error ? ask() : answer;
  }

  #time(shot: Shot, ms: number, label: string): void {
    if (ms > SLOW_MS) this.#suspects.push({ shot, label, ms });
    else this.#note(shot, ms);
  }

  #note({ isLarge }: Shot, ms: number): void {
    if (isLarge) this.slowestLargeMs = Math.max(this.slowestLargeMs, ms);
    else this.slowestMs = Math.max(this.slowestMs, ms);
  }

  /** Asks what was slow again, alone: what it takes counts, not what the machine was busy with. */
  async askSlowAgain(): Promise<void> {
    for (const { shot, label, ms } of this.#suspects.splice(0)) {
      let bestMs = ms;
      for (let repeat = 0; repeat < REPEATS && bestMs > SLOW_MS; repeat += 1) {
        const answer = await this.#answerTo(shot);
        if (!(answer instanceof Error)) bestMs = Math.min(bestMs, answer.ms);
      }
      this.#note(shot, bestMs);
      if (!shot.isLarge && bestMs > SLOW_MS)
        this.found.problem(`${label} takes ${Math.round(bestMs)} ms`);
    }
  }
}

/** Of a batch, each answer has a status of its own. */
const hasFailed = ({ status, text }: ExchangeAnswer): boolean =>
  status >= 500 || /"httpStatus":5\d\d/.test(text);

/** What an answer repeats of its question is not a leak. */
function withoutGiven(text: string, { request: { body } }: Shot): string {
  if (typeof body !== "string" || body.length > 10_000) return text;
  const strings = body.match(/"(?:[^"\\]|\\.){4,}"/g) ?? [];
  return strings.reduce((rest, given) => rest.replaceAll(given, '""'), text);
}
