// A process that restores a file. Arguments: the address of the database, the file.
import { QUIET } from "@ai-cost/command/testing";
import { restore } from "../restore";

const [databaseUrl = "", file = ""] = process.argv.slice(2);
await restore({ databaseUrl, file, progress: QUIET });
