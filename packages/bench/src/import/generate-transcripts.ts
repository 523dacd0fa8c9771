import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";

const MIB = 1024 * 1024;
const CALLS_PER_SESSION = 200;
const SESSIONS_PER_FOLDER = 20;
/** A response is written in three lines while it is streamed. Each repeats the input, and the output grows. */
const OUTPUTS = [3, 3, 350] as const;
const TOOL_RESULT = "What a tool has returned is of no use here. ".repeat(140);
const ANSWER = "What was answered in this call is of no use here. ".repeat(8);
const FIRST_AT_MS = Date.UTC(2026, 9, 1);
const BETWEEN_CALLS_MS = 7000;

export interface Transcripts {
  files: number;
  sizeMiB: number;
  /** The number of model calls, each of which has several lines. */
  calls: number;
}

/** Writes transcripts of Claude Code of about `sizeMiB` into a folder, one session in each file. */
export async function generateTranscripts(folder: string, sizeMiB: number): Promise<Transcripts> {
  let sizeBytes = 0;
  let files = 0;
  while (sizeBytes < sizeMiB * MIB) {
    const project = join(folder, `-home-dev-project-${Math.floor(files / SESSIONS_PER_FOLDER)}`);
    mkdirSync(project, { recursive: true });
    sizeBytes += await writeSession(project, files);
    files += 1;
  }
  return { files, sizeMiB: sizeBytes / MIB, calls: files * CALLS_PER_SESSION };
}

async function writeSession(project: string, session: number): Promise<number> {
  const sessionId = `00000000-0000-4000-8000-${String(session).padStart(12, "0")}`;
  const file = createWriteStream(join(project, `${sessionId}.jsonl`));
  let sizeBytes = 0;
  for (let call = 0; call < CALLS_PER_SESSION; call += 1) {
    const text = callLines(sessionId, session * CALLS_PER_SESSION + call);
    sizeBytes += text.length;
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return sizeBytes;
}

function callLines(sessionId: string, call: number): string {
  const timestamp = new Date(FIRST_AT_MS + call * BETWEEN_CALLS_MS).toISOString();
  const entry = {
    sessionId,
    timestamp,
    cwd: "/srv/project",
    version: "2.1.0",
    isSidechain: false,
  };
  const result = { type: "user", ...entry, message: { role: "user", content: TOOL_RESULT } };
  const responses = OUTPUTS.map((outputTokens) => ({
    type: "assistant",
    ...entry,
    requestId: idOf("req_011C", call),
    message: {
      id: idOf("msg_01Xa", call),
      model: "claude-sonnet-4-5-20250929",
      role: "assistant",
      content: [{ type: "text", text: ANSWER }],
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 1000,
        cache_read_input_tokens: 20_000 + (call % 1000),
        output_tokens: outputTokens,
        service_tier: "standard",
      },
    },
  }));
  return [result, ...responses].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A random id as Anthropic gives it, but the same each time. */
function idOf(prefix: string, call: number): string {
  const mixed = BigInt(call + 1) * 0x9e37_79b9_7f4a_7c15n;
  return `${prefix}${BigInt.asUintN(64, mixed).toString(36).padStart(13, "Q")}Zk7${call.toString(36).toUpperCase()}`;
}
