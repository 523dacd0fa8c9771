import { parseAsStringLiteral } from "nuqs/server";
import { SOURCE_IDS } from "./sources/sources";

/** The source whose lines are shown. An unknown one counts as absent. */
export const sourceParam = parseAsStringLiteral(SOURCE_IDS).withDefault("claude-code");
