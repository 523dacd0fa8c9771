import * as sdk from "strands-1.12";
import { OpenAIModel } from "strands-1.12/models/openai";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { strandsCases } from "./strands-cases.mjs";

const tracing = startTracing();
await runCases(strandsCases(sdk, OpenAIModel));
await tracing.shutdown();
