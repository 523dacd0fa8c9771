// A process of its own that restores the file given to it, until it is killed.
import { QUIET } from "@ai-cost/command/testing";
import { restore } from "./restore";

const [databaseUrl = "", file = ""] = process.argv.slice(2);
await restore({ databaseUrl, file, progress: QUIET });
