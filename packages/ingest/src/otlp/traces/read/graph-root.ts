import { KIND } from "../../semconv/attribute-names";
import { JsonAttribute } from "../../semconv/json-attribute";
import type { SpanFields } from "./span-fields";

const INTEGRATIONS: ReadonlySet<string> = new Set(["langgraph", "langchain_create_agent"]);

/** LangChain's metadata of a span. OpenInference writes it as JSON, and LangSmith as attributes. */
const METADATA = "metadata";
const LANGSMITH_METADATA = "langsmith.metadata.";

/**
 * Whether the span is the run of a LangGraph graph. LangChain's agents are such graphs. All spans below it
 * repeat its metadata and add the node that they belong to. When an agent runs inside a node, its run is
 * recognised by the agent's name.
 */
export function isGraphRoot(span: SpanFields): boolean {
  const { attributes } = span;
  const kind = attributes.text(KIND.openInference) ?? attributes.text(KIND.langSmith);
  if (kind?.toLowerCase() !== "chain") return false;
  const metadata = new JsonAttribute(attributes, METADATA);
  const metadataOf = (name: string): string | null =>
    attributes.text(`${LANGSMITH_METADATA}${name}`) ?? metadata.text([[name]]);
  if (!INTEGRATIONS.has(metadataOf("ls_integration") ?? "")) return false;
  return metadataOf("langgraph_node") === null || metadataOf("lc_agent_name") === span.name;
}
