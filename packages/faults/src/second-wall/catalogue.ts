import type { DatabaseClient } from "@ai-cost/db";

type Sql = DatabaseClient["sql"];

interface Standing {
  what: string;
}

/** What in the database's own catalogue would let a row past the policies, as sentences. */
export async function wallProblems(sql: Sql, accessTables: readonly string[]): Promise<string[]> {
  const problems = await sql<Standing[]>`
    select 'no forced policies on ' || relname as what
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
    where relkind in ('r', 'p') and relname <> all(${[...accessTables]})
      and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'project_id')
      and not (relrowsecurity and relforcerowsecurity
        and exists (select from pg_policy where polrelid = pg_class.oid))
    union all
    select 'the application owns ' || relname
    from pg_class join pg_roles on pg_roles.oid = relowner where rolname = 'ai_cost_app'
    union all
    select 'the application''s role stands above the policies' from pg_roles
    where rolname = 'ai_cost_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcanlogin)
    union all
    select 'the application''s role is a member of ' || roleid::regrole from pg_auth_members
    where member = 'ai_cost_app'::regrole
    union all
    select 'a view past the policies: ' || relname
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
    where relkind in ('v', 'm') and not coalesce(reloptions, '{}') && '{security_invoker=true}'
    union all
    select 'a function with its owner''s rights: ' || proname
    from pg_proc join pg_namespace on pg_namespace.oid = pronamespace and nspname = 'public'
    where prosecdef and not exists (
      select from unnest(proconfig) as setting where setting like 'search_path=%')`;
  return problems.map(({ what }) => what);
}
