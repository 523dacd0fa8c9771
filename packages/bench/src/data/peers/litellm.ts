import type { Sql } from "@ai-cost/db";

/**
 * Creates the tables of LiteLLM as in its `schema.prisma`, without the columns for requests and
 * responses. Here a team is a project, a model is an agent type and a session is a run. Each
 * project has eight keys.
 */
export async function createLiteLlmTables(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema litellm;
    create unlogged table litellm.spend_logs as
    select id::text as request_id, 'acompletion' as call_type, 'key-' || key_number as api_key,
      net_micro_usd / 1e6::double precision as spend,
      (input_tokens + output_tokens)::int as total_tokens,
      input_tokens::int as prompt_tokens, output_tokens::int as completion_tokens,
      (occurred_at at time zone 'UTC')::timestamp(3) as start_time,
      agent_type as model, agent_type as model_group, '' as custom_llm_provider,
      project_id::text as team_id, ''::text as end_user, run_id::text as session_id
    from bench.charge;
    alter table litellm.spend_logs add primary key (request_id);
    create index on litellm.spend_logs (start_time);
    create index on litellm.spend_logs (start_time, request_id);
    create index on litellm.spend_logs (end_user);
    create index on litellm.spend_logs (session_id)`);
  await sql.unsafe(`
    create unlogged table litellm.daily_team_spend as
    select md5(concat_ws(' ', team_id, date, api_key, model))::uuid as id, *
    from (
      select team_id, to_char(start_time, 'YYYY-MM-DD') as date, api_key, model, model_group,
        custom_llm_provider, ''::text as mcp_namespaced_tool_name, ''::text as endpoint,
        sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
        sum(spend) as spend, count(*) as api_requests, count(*) as successful_requests,
        0::bigint as failed_requests
      from litellm.spend_logs
      group by team_id, to_char(start_time, 'YYYY-MM-DD'), api_key, model, model_group,
        custom_llm_provider
    ) as day;
    alter table litellm.daily_team_spend add primary key (id),
      add unique (team_id, date, api_key, model, custom_llm_provider, mcp_namespaced_tool_name, endpoint);
    create index on litellm.daily_team_spend (date);
    create index on litellm.daily_team_spend (team_id, date);
    create index on litellm.daily_team_spend (api_key);
    create index on litellm.daily_team_spend (model);
    create index on litellm.daily_team_spend (mcp_namespaced_tool_name);
    create index on litellm.daily_team_spend (endpoint)`);
}
