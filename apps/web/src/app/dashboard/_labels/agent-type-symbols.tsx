import { AGENT_TYPE_ICONS } from "./agent-type-icons";
import { agentTypeSymbolId } from "./agent-type-label";

/**
 * The icons of the agent types, invisible, for the marks that refer to them. They are once in the HTML of each
 * page, so that no script has to contain them.
 */
export const AgentTypeSymbols = () => (
  <svg aria-hidden="true" className="absolute size-0">
    {Object.entries(AGENT_TYPE_ICONS).map(([name, Icon]) => (
      <symbol key={name} id={agentTypeSymbolId(name)} viewBox="0 0 24 24">
        <Icon strokeWidth={2.25} />
      </symbol>
    ))}
  </svg>
);
