-- The versions of rule tables: drafts, what is planned, what is tried on a share of the devices, what is and was in force.
create table hub.rule_version (
    table_name text not null,
    version    int not null,
    hash       text not null,
    content    bytea not null,
    cases      text,
    base       int,
    origin     text not null check (origin in ('file', 'desk', 'upload')),
    author     text not null,
    comment    text not null default '',
    created_at timestamptz not null,
    state      text not null check (state in ('draft', 'scheduled', 'canary', 'published', 'retired')),
    due        timestamptz,
    share      int check (share between 1 and 99),
    tried_at   timestamptz,
    tried_by   text not null default '',
    since      timestamptz,
    primary key (table_name, version)
);

create unique index rule_version_published on hub.rule_version (table_name) where state = 'published';
create unique index rule_version_canary on hub.rule_version (table_name) where state = 'canary';
create index rule_version_due on hub.rule_version (due) where state = 'scheduled';
create index rule_version_hash on hub.rule_version (table_name, hash);

-- Who did what with them.
create table hub.rule_event (
    id         bigint generated always as identity primary key,
    table_name text not null,
    version    int not null,
    action     text not null,
    at         timestamptz not null,
    author     text not null,
    comment    text not null default ''
);

create index rule_event_newest on hub.rule_event (table_name, id desc);

-- Comparisons of a version with the one in force on stored readings; one hub at a time works on each.
create table hub.rule_backtest (
    id           bigint generated always as identity primary key,
    table_name   text not null,
    version      int not null,
    against      int not null,
    from_time    timestamptz not null,
    until_time   timestamptz not null,
    product_id   text not null default '',
    devices      text[] not null default '{}',
    state        text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
    asked_by     text not null,
    asked_at     timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    leased_until timestamptz,
    device_count int not null default 0,
    devices_done int not null default 0,
    readings     bigint not null default 0,
    result       jsonb,
    error        text not null default ''
);

create index rule_backtest_newest on hub.rule_backtest (table_name, id desc);
create index rule_backtest_open on hub.rule_backtest (id) where state in ('waiting', 'running');
