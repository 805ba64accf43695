-- Desired states somebody waits for: each ends once. Whoever looks at one moves look_at on, so one hub does at a time.
create table service.shadow_command (
    execution_id text primary key,
    thing text not null,
    name text not null,
    desired text not null,
    requested_by text not null,
    alarm_id text not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    look_at timestamptz not null,
    applied boolean not null default false,
    refusal text not null default '',
    status text not null default 'OPEN',
    ended_at timestamptz,
    reason text not null default ''
);

create index shadow_command_open on service.shadow_command (look_at) where status = 'OPEN';
