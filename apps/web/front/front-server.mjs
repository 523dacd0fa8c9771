import { createServer } from "node:http";
import { Answer, HttpsAnswer } from "./answer.mjs";
import { clientAddress } from "./client-address.mjs";
import { answerClientError, answerToNothing } from "./client-error.mjs";
import { foreignChange } from "./foreign-change.mjs";
import { HeldRequest } from "./held-request.mjs";
import { malformed } from "./malformed.mjs";
import { refuse } from "./refuse.mjs";
import { tellFacts } from "./request-facts.mjs";
import { keepUnderWay } from "./under-way.mjs";
import { unreadableForm, unreadableTree } from "./unreadable.mjs";
import { isWayIn } from "./way-in.mjs";

/** For whatever carries a cookie; the ways in hold their bodies to limits of their own. */
const MAX_BODY_BYTES = 1024 * 1024;
// Exporters send every few seconds, some every minute, on a connection that they keep.
const KEEP_ALIVE_MS = 75_000;
/** For a request to arrive: its head, and all of it. */
const HEAD_MS = 15_000;
const REQUEST_MS = 60_000;
/** How often those are looked at. */
const CHECK_MS = 1_000;

const TOO_LARGE = { status: 413, message: "A body may have 1 MiB." };
const NO_ROOM = { status: 503, message: "The server is overloaded. Send this again in a moment." };

/**
 * @typedef {object} FrontOptions
 * @property {(request: HeldRequest, response: Answer) => unknown} handle Answers what is let through.
 * @property {string} publicUrl The origin that people use.
 * @property {import("node:net").BlockList | null} trustedProxies Null when there are none.
 */

/**
 * The server that stands before the framework and sees every request first: it refuses what no route
 * should see, tells the rest who asks and under which id, and gives every answer its headers.
 *
 * @param {FrontOptions} options
 */
export function createFrontServer({ handle, publicUrl, trustedProxies }) {
  const ServerResponse = publicUrl.startsWith("https:") ? HttpsAnswer : Answer;
  /** Answers to requests that are still arriving, by connection. @type {WeakMap<object, Answer>} */
  const arriving = new WeakMap();
  const server = createServer(
    {
      IncomingMessage: HeldRequest,
      ServerResponse,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEAD_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    async (request, response) => {
      arriving.set(request.socket, response);
      const refusal = await refusalOf(request, response, publicUrl);
      arriving.delete(request.socket);
      // What came behind it on the connection was no request, which has been said in its place.
      if (response.headersSent) return;
      if (refusal) return refuse(response, refusal);
      tellFacts(request, response, clientAddress(request, trustedProxies));
      keepUnderWay(response);
      handle(request, response);
    },
  );
  server.on("clientError", (error, stream) => {
    const socket = /** @type {import("node:net").Socket} */ (stream);
    const answer = arriving.get(socket) ?? answerToNothing(ServerResponse, socket);
    answerClientError(error, socket, answer);
  });
  return server;
}

/**
 * @param {HeldRequest} request
 * @param {Answer} response
 * @param {string} publicUrl
 */
async function refusalOf(request, response, publicUrl) {
  const { url = "", method = "" } = request;
  const refusal = malformed(url, method) ?? unreadableTree(request.headers);
  if (refusal || isWayIn(url)) return refusal;
  return foreignChange(request, publicUrl) ?? (await bodyRefusal(request, response));
}

/**
 * @param {HeldRequest} request
 * @param {Answer} response
 */
async function bodyRefusal(request, response) {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (Number(length) > MAX_BODY_BYTES) return TOO_LARGE;
  if (!Number(length) && encoding === undefined) return unreadableForm(request);
  response.once("close", () => request.release());
  const arrival = await request.hold(MAX_BODY_BYTES);
  if (arrival === "too-large") return TOO_LARGE;
  return arrival === "no-room" ? NO_ROOM : unreadableForm(request);
}
