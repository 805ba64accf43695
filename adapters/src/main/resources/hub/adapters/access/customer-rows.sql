-- Which rows the role hub_customer may see; played at each start, changes nothing when all is as it should be.
-- Every table with a customer, a device or a thing in it is closed to that role but for the rows of the customer named in the
-- setting hub.customer. The hub itself owns the tables and is not held up. What is not named here the role may not read at all.
do $$
declare
    found record;
    rule text;
begin
    perform pg_advisory_xact_lock(hashtextextended('customer rows', 60));
    for found in
        select n.nspname || '.' || c.relname as name, c.oid, array_agg(a.attname::text) as columns
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname in ('master', 'service', 'analytics') and c.relkind in ('r', 'p')
        group by 1, 2
    loop
        rule := case
            when found.name = 'master.device' then 'site_id in (select s.site_id from master.site s)'
            when found.name = 'analytics.formula' then 'customer_id in ('''', current_setting(''hub.customer'', true))'
            when 'customer_id' = any (found.columns) then 'customer_id = current_setting(''hub.customer'', true)'
            when 'device_id' = any (found.columns) then 'device_id in (select d.device_id from master.device d)'
            when 'thing' = any (found.columns) then 'thing in (select d.device_id from master.device d)'
            when found.name = 'service.command_history'
                then 'execution_id in (select e.execution_id from service.command_execution e)'
            when found.name = 'service.work_order_event' then 'order_id in (select o.order_id from service.work_order o)'
            when found.name = 'service.dispatch_request' then 'order_id in (select o.order_id from service.work_order o)'
            when found.name in ('service.response_event', 'service.response_escalation', 'service.response_order')
                then 'alarm_id in (select r.alarm_id from service.response r)'
            when found.name in ('service.technician', 'service.resolution_code', 'service.firmware_package',
                'service.firmware_job', 'analytics.formula_version', 'analytics.formula_publication', 'analytics.progress')
                then 'true'
        end;
        continue when rule is null;
        if not exists (select from pg_policy p where p.polrelid = found.oid and p.polname = 'customers_own_rows'
                       and pg_get_expr(p.polqual, p.polrelid) is not null
                       and obj_description(p.oid, 'pg_policy') = rule) then
            execute format('drop policy if exists customers_own_rows on %s', found.name);
            execute format('create policy customers_own_rows on %s for select using (%s)', found.name, rule);
            execute format('comment on policy customers_own_rows on %s is %L', found.name, rule);
            execute format('alter table %s enable row level security', found.name);
        end if;
        if exists (select from pg_roles where rolname = 'hub_customer')
           and not has_table_privilege('hub_customer', found.oid, 'select') then
            execute format('grant select on %s to hub_customer', found.name);
        end if;
    end loop;
    if exists (select from pg_roles where rolname = 'hub_customer') then
        grant usage on schema master, service, analytics to hub_customer;
    end if;
end $$
