import * as callbacks from "@langchain/core/callbacks/manager";
import { LangChainInstrumentation } from "@traceloop/instrumentation-langchain";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { langChainCases } from "./langchain-cases.mjs";

const tracing = startTracing();
new LangChainInstrumentation().manuallyInstrument({ callbackManagerModule: callbacks });
await runCases(langChainCases());
await tracing.shutdown();
