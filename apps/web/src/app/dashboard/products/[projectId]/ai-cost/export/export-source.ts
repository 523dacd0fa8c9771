import type { createCaller } from "@ai-cost/api";
import type { View } from "../view";

/** What a table is read with: the procedures, as the person who exports it, and the view in the address. */
export interface ExportSource {
  caller: ReturnType<typeof createCaller>;
  projectId: string;
  view: View;
}
