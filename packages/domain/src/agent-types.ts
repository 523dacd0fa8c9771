/**
 * Agent types are open: any text is one. These are the known ones, with what the page draws for
 * them. Hues 1 to 8 are distinguishable; the second round is told apart by its outline.
 */
export interface AgentType {
  key: string;
  label: string;
  swatch: { hue: number | null; outlined: boolean };
  /** A lucide icon's name. */
  icon: string;
}

const solid = (hue: number) => ({ hue, outlined: false });
const outlined = (hue: number) => ({ hue, outlined: true });

const KNOWN: readonly AgentType[] = [
  { key: "implementation", label: "Implementation", swatch: solid(1), icon: "code" },
  { key: "research", label: "Research", swatch: solid(2), icon: "telescope" },
  { key: "testing", label: "Testing", swatch: solid(3), icon: "flask-conical" },
  { key: "release", label: "Release", swatch: solid(4), icon: "rocket" },
  { key: "security", label: "Security", swatch: solid(5), icon: "shield" },
  { key: "documentation", label: "Documentation", swatch: solid(6), icon: "book-open" },
  { key: "design", label: "Design", swatch: solid(7), icon: "palette" },
  { key: "architect", label: "Architect", swatch: solid(8), icon: "drafting-compass" },
  { key: "marketing", label: "Marketing", swatch: outlined(1), icon: "megaphone" },
  { key: "uiux", label: "UI/UX", swatch: outlined(2), icon: "layout-dashboard" },
  { key: "performance", label: "Performance", swatch: outlined(3), icon: "gauge" },
  { key: "compliance", label: "Compliance", swatch: outlined(4), icon: "scale" },
  { key: "revenue", label: "Revenue", swatch: outlined(5), icon: "trending-up" },
  { key: "dependency", label: "Dependency", swatch: outlined(6), icon: "package" },
];

const KNOWN_BY_KEY = new Map(KNOWN.map((agentType) => [agentType.key, agentType]));

export const KNOWN_AGENT_TYPES: readonly string[] = KNOWN.map(({ key }) => key);

/** What a job's agent is called until a later report names it. */
export const UNNAMED_AGENT_TYPE = "unknown";

/** `code_review` → `Code review`. Text without a letter or digit stays as it is. */
function humanise(key: string): string {
  const words = key.replace(/[_\-\s]+/gu, " ").trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The known agent type, or a neutral one with a humanised label. */
export const agentTypeOf = (key: string): AgentType =>
  KNOWN_BY_KEY.get(key) ?? {
    key,
    label: humanise(key),
    swatch: { hue: null, outlined: false },
    icon: "bot",
  };
