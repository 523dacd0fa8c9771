import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbacks from "@langchain/core/callbacks/manager";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { langChainCases } from "./langchain-cases.mjs";

const tracing = startTracing();
new LangChainInstrumentation().manuallyInstrument(callbacks);
await runCases(langChainCases());
await tracing.shutdown();
