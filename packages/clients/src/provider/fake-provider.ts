import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { AnsweredCall } from "./answered-call";
import { anthropicMessages } from "./anthropic-messages";
import { gemini } from "./gemini";
import { openAiChat, openAiEmbeddings } from "./openai-chat";
import { openAiResponses } from "./openai-responses";
import { type Answer, type Body, fieldOf, type Protocol } from "./protocol";
import { usageOf } from "./usage";

const PROTOCOLS: readonly [pathEnd: RegExp, Protocol][] = [
  [/\/chat\/completions$/, openAiChat],
  [/\/responses$/, openAiResponses],
  [/\/embeddings$/, openAiEmbeddings],
  [/\/messages$/, anthropicMessages],
  [/:(stream)?generateContent$/i, gemini],
];

export interface FakeProvider {
  /** The base address of a client is this address with the name of the case: `${url}/cached/v1`. */
  url: string;
  /** The calls that were answered. A call of the case `failed` is refused and costs nothing. */
  answered: readonly AnsweredCall[];
  close(): void;
}

/** Starts a fake model provider. Each call gets an immediate answer with a known usage. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const answered: AnsweredCall[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    respond(request, response, answered).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answered: AnsweredCall[],
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://provider");
  const [, scenario = ""] = pathname.split("/");
  const protocol = PROTOCOLS.find(([pathEnd]) => pathEnd.test(pathname))?.[1];
  if (!protocol) return void refuse(response, 404, `There is no ${pathname}.`);
  const body = (await json(request)) as Body;
  if (scenario === "failed") return void refuse(response, 400, "This call fails.");
  const call = usageOf(scenario, protocol.modelOf(body, pathname), answered.length + 1);
  const isSilentStream =
    protocol === openAiChat &&
    body.stream === true &&
    fieldOf(body.stream_options, "include_usage") !== true;
  answered.push({ ...call, saysUsage: !isSilentStream });
  send(response, protocol.answer(body, call, pathname), protocol === openAiChat);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { type: "invalid_request_error", code: null, param: null, message };
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ type: "error", error }));
}

function send(response: ServerResponse, answer: Answer, endsWithDone: boolean): void {
  if ("json" in answer) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.json));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const { name, data } of answer.events)
    response.write(`${name ? `event: ${name}\n` : ""}data: ${JSON.stringify(data)}\n\n`);
  response.end(endsWithDone ? "data: [DONE]\n\n" : "");
}
