/**
 * The kind of work that an agent does. Any text can be an agent type; the known types have their own
 * label, colour and icon.
 */
export interface AgentType {
  key: string;
  label: string;
  /**
   * The colour of the type. Only the hues 1 to 8 can be distinguished, so a further type uses one of
   * these hues again and is drawn as an outline.
   */
  swatch: { hue: number | null; outlined: boolean };
  /** The name of an icon in the lucide library. */
  icon: AgentTypeIcon;
}

export interface KnownAgentType {
  key: string;
  label: string;
  swatch: AgentType["swatch"];
  icon: string;
  /**
   * Words, in addition to the key, by which a reported agent name is recognised as this type. Add only
   * forms of the type's own word that have no other meaning: a "writer" may write tests, documentation or
   * advertisements.
   */
  aliases: readonly string[];
  /**
   * A more general type than this one. A name that contains words of both types gets this type and not
   * the general one.
   */
  narrows?: string;
}

const solid = (hue: number) => ({ hue, outlined: false });
const outlined = (hue: number) => ({ hue, outlined: true });

/**
 * The registry of known agent types. To add a type, add an entry. The web app takes the label and the
 * swatch from the entry, and ingest uses the entry to recognise the type in reported names. The icon
 * component is in `apps/web`, where the compiler reports a missing icon.
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
    // The name "UI Designer" contains words of both types, and its agent type is `uiux`.
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

/** The reserved agent type of the row that carries all agent types that a bounded list leaves out. */
export const OTHER_AGENT_TYPES = "*";

const NEUTRAL = { swatch: { hue: null, outlined: false }, icon: UNKNOWN_TYPE_ICON } as const;

const KNOWN_BY_KEY = new Map<string, AgentType>([
  ...AGENT_TYPE_REGISTRY.map((agentType) => [agentType.key, agentType] as const),
  [OTHER_AGENT_TYPES, { key: OTHER_AGENT_TYPES, label: "All other agent types", ...NEUTRAL }],
]);

export const KNOWN_AGENT_TYPES: readonly string[] = AGENT_TYPE_REGISTRY.map(({ key }) => key);

/** The agent type of a job until a report names its agent. */
export const UNNAMED_AGENT_TYPE = "unknown";

/**
 * A readable label for a key: `code_review` → `Code review`. A key that consists only of separators does
 * not change.
 */
function humanise(key: string): string {
  const words = key.replace(/[_\-\s]+/gu, " ").trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The known agent type with this key. Any other key gets a neutral swatch and a label made from the key. */
export const agentTypeOf = (key: string): AgentType =>
  KNOWN_BY_KEY.get(key) ?? { key, label: humanise(key), ...NEUTRAL };
