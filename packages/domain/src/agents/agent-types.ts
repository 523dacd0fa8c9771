/** What an agent does. Agent types are open: any text is one, and the known ones have a look of their own. */
export interface AgentType {
  key: string;
  label: string;
  /** Hues 1 to 8 are distinguishable; the types of the second round are drawn in outline. */
  swatch: { hue: number | null; outlined: boolean };
  /** The name of a lucide icon. */
  icon: AgentTypeIcon;
}

export interface KnownAgentType {
  key: string;
  label: string;
  swatch: AgentType["swatch"];
  icon: string;
  /**
   * Further words by which a reported agent name is recognised; the key is one already. Only forms of
   * the type's own word belong here, and words that are used for nothing else: a "writer" may write
   * tests, documentation or advertisements.
   */
  aliases: readonly string[];
  /** The type that gives way when a name contains the words of both. */
  narrows?: string;
}

const solid = (hue: number) => ({ hue, outlined: false });
const outlined = (hue: number) => ({ hue, outlined: true });

/**
 * The registry of known agent types. To add one, add an entry: the pages take its label and swatch
 * from here, the endpoints recognise it in reported names, and the compiler asks for its icon in
 * `apps/web`.
 */
export const AGENT_TYPE_REGISTRY = [
  {
    key: "implementation",
    label: "Implementation",
    swatch: solid(1),
    icon: "code",
    aliases: ["implementer", "implementor", "implement", "implementing"],
  },
  {
    key: "research",
    label: "Research",
    swatch: solid(2),
    icon: "telescope",
    aliases: ["researcher", "researching"],
  },
  {
    key: "testing",
    label: "Testing",
    swatch: solid(3),
    icon: "flask-conical",
    aliases: ["tester", "test", "tests", "qa"],
  },
  {
    key: "release",
    label: "Release",
    swatch: solid(4),
    icon: "rocket",
    aliases: ["releaser", "releases", "releasing"],
  },
  { key: "security", label: "Security", swatch: solid(5), icon: "shield", aliases: [] },
  {
    key: "documentation",
    label: "Documentation",
    swatch: solid(6),
    icon: "book-open",
    aliases: ["documenter", "documenting", "docs"],
  },
  {
    key: "design",
    label: "Design",
    swatch: solid(7),
    icon: "palette",
    aliases: ["designer", "designing"],
  },
  {
    key: "architect",
    label: "Architect",
    swatch: solid(8),
    icon: "drafting-compass",
    aliases: ["architecture", "architecting"],
  },
  {
    key: "marketing",
    label: "Marketing",
    swatch: outlined(1),
    icon: "megaphone",
    aliases: ["marketer"],
  },
  {
    key: "uiux",
    label: "UI/UX",
    swatch: outlined(2),
    icon: "layout-dashboard",
    aliases: ["ui", "ux"],
    // A "UI Designer" designs interfaces.
    narrows: "design",
  },
  {
    key: "performance",
    label: "Performance",
    swatch: outlined(3),
    icon: "gauge",
    aliases: ["perf"],
  },
  { key: "compliance", label: "Compliance", swatch: outlined(4), icon: "scale", aliases: [] },
  { key: "revenue", label: "Revenue", swatch: outlined(5), icon: "trending-up", aliases: [] },
  {
    key: "dependency",
    label: "Dependency",
    swatch: outlined(6),
    icon: "package",
    aliases: ["dependencies", "deps"],
  },
] as const satisfies readonly KnownAgentType[];

const UNKNOWN_TYPE_ICON = "bot";

export type AgentTypeIcon = (typeof AGENT_TYPE_REGISTRY)[number]["icon"] | typeof UNKNOWN_TYPE_ICON;

const KNOWN_BY_KEY = new Map<string, AgentType>(
  AGENT_TYPE_REGISTRY.map((agentType) => [agentType.key, agentType]),
);

export const KNOWN_AGENT_TYPES: readonly string[] = AGENT_TYPE_REGISTRY.map(({ key }) => key);

/** The agent type of a job until a report names its agent. */
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
    icon: UNKNOWN_TYPE_ICON,
  };
