// This program restores a backup. Its arguments are the URL of the database and the path of the file.
import { QUIET } from "@ai-cost/command/testing";
import { restore } from "../restore";

const [databaseUrl = "", file = ""] = process.argv.slice(2);
await restore({ databaseUrl, file, progress: QUIET });
