-- Where devices stood and whose sites were, and from when to when: each day's figures go to the customer who had the device then.
alter table customer add column time_zone text not null default 'Asia/Seoul';
alter table customer add column closed_at timestamptz;
alter table site add column closed_at timestamptz;

-- From when on a place holds, where that is known; else the moment of the change (updated_at) counts.
alter table site add column customer_since timestamptz;
alter table device add column site_since timestamptz;

create index site_updated on site (updated_at);
create index device_site on device (site_id);

create table device_placement (
    device_id   text not null,
    site_id     text not null default '',
    valid_from  timestamptz not null,
    valid_until timestamptz not null default 'infinity',
    primary key (device_id, valid_from)
);

create table site_ownership (
    site_id     text not null,
    customer_id text not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null default 'infinity',
    primary key (site_id, valid_from)
);

insert into device_placement (device_id, site_id, valid_from) select device_id, coalesce(site_id, ''), '-infinity' from device;
insert into site_ownership (site_id, customer_id, valid_from) select site_id, customer_id, '-infinity' from site;

-- The first place of a device holds since ever. A place that is dated back replaces what was believed about the time since then.
create function placed() returns trigger language plpgsql set search_path = master as $$
begin
    if tg_op = 'INSERT' then
        update device_placement p set valid_until = n.since
            from (select device_id, coalesce(site_since, updated_at) as since from added) n
            where p.device_id = n.device_id and p.valid_until > n.since;
        insert into device_placement (device_id, site_id, valid_from)
            select a.device_id, coalesce(a.site_id, ''),
                   case when exists (select from device_placement p where p.device_id = a.device_id)
                        then coalesce(a.site_since, a.updated_at) else '-infinity' end
            from added a
            on conflict (device_id, valid_from) do update set site_id = excluded.site_id, valid_until = 'infinity';
    else
        with moved as (
            select n.device_id, coalesce(n.site_id, '') as site_id,
                   case when n.site_since is distinct from o.site_since and n.site_since is not null then n.site_since
                        when n.updated_at <> o.updated_at then n.updated_at else now() end as since
            from added n join gone o using (device_id)
            where n.site_id is distinct from o.site_id or n.site_since is distinct from o.site_since),
        forgotten as (
            delete from device_placement p using moved m where p.device_id = m.device_id and p.valid_from > m.since),
        ended as (
            update device_placement p set valid_until = m.since from moved m
            where p.device_id = m.device_id and p.valid_from < m.since and p.valid_until > m.since)
        insert into device_placement (device_id, site_id, valid_from) select device_id, site_id, since from moved
            on conflict (device_id, valid_from) do update set site_id = excluded.site_id, valid_until = 'infinity';
    end if;
    return null;
end $$;

create function owned() returns trigger language plpgsql set search_path = master as $$
begin
    if tg_op = 'INSERT' then
        update site_ownership p set valid_until = n.since
            from (select site_id, coalesce(customer_since, updated_at) as since from added) n
            where p.site_id = n.site_id and p.valid_until > n.since;
        insert into site_ownership (site_id, customer_id, valid_from)
            select a.site_id, a.customer_id,
                   case when exists (select from site_ownership p where p.site_id = a.site_id)
                        then coalesce(a.customer_since, a.updated_at) else '-infinity' end
            from added a
            on conflict (site_id, valid_from) do update set customer_id = excluded.customer_id, valid_until = 'infinity';
    else
        with moved as (
            select n.site_id, n.customer_id,
                   case when n.customer_since is distinct from o.customer_since and n.customer_since is not null then n.customer_since
                        when n.updated_at <> o.updated_at then n.updated_at else now() end as since
            from added n join gone o using (site_id)
            where n.customer_id <> o.customer_id or n.customer_since is distinct from o.customer_since),
        forgotten as (
            delete from site_ownership p using moved m where p.site_id = m.site_id and p.valid_from > m.since),
        ended as (
            update site_ownership p set valid_until = m.since from moved m
            where p.site_id = m.site_id and p.valid_from < m.since and p.valid_until > m.since)
        insert into site_ownership (site_id, customer_id, valid_from) select site_id, customer_id, since from moved
            on conflict (site_id, valid_from) do update set customer_id = excluded.customer_id, valid_until = 'infinity';
    end if;
    return null;
end $$;

create function displaced() returns trigger language plpgsql set search_path = master as $$
begin
    update device_placement p set valid_until = g.removed_at
        from added g where p.device_id = g.device_id and p.valid_from < g.removed_at and p.valid_until > g.removed_at;
    return null;
end $$;

create trigger placed_first after insert on device referencing new table as added for each statement execute function placed();
create trigger placed_anew after update on device referencing new table as added old table as gone for each statement execute function placed();
create trigger owned_first after insert on site referencing new table as added for each statement execute function owned();
create trigger owned_anew after update on site referencing new table as added old table as gone for each statement execute function owned();
create trigger displaced after insert on device_removal referencing new table as added for each statement execute function displaced();
