import "server-only";
import { queryQueues } from "@ai-cost/api";
import { READER_CONNECTIONS } from "./database";
import { perProcess } from "./per-process";

/** The queues of this process, in which people and projects wait for their turn to read. */
export const queues = () => perProcess("query queues", () => queryQueues(READER_CONNECTIONS));
