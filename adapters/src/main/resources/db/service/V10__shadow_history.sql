-- Every accepted change of a device shadow, with the shadow after it; state and metadata are text, because JSON of a
-- device may hold what jsonb refuses.
create table service.shadow_history (
    thing text not null,
    name text not null,
    revision bigint not null,
    version bigint not null,
    at timestamptz not null,
    present boolean not null,
    state text not null,
    metadata text not null,
    changed_by text not null,
    primary key (thing, name, revision)
);

-- Desired states somebody waits for: each ends once.
create table service.shadow_command (
    execution_id text primary key,
    thing text not null,
    name text not null,
    desired text not null,
    requested_by text not null,
    alarm_id text not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    claimed_until timestamptz,
    status text not null default 'OPEN',
    ended_at timestamptz,
    reason text not null default ''
);

create index shadow_command_open on service.shadow_command (due_at) where status = 'OPEN';
