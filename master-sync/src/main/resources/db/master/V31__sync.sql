-- Master data from legacy systems: what they have that the register had not, and how far the hub has followed them.
alter table site add column address text not null default '';
alter table device add column serial text not null default '';

create table product (
    product_id  text primary key,
    name        text not null,
    category    text not null default '',
    model       text not null default '',
    description text not null default '',
    updated_at  timestamptz not null default now()
);

-- One line per source: who reads it now, in which state, and what was done.
create table sync_source (
    source          text primary key,
    holder          text not null default '',
    held_until      timestamptz not null default '-infinity',
    epoch           integer not null default 1,
    state           text not null default 'stopped',
    problem         text not null default '',
    position        bigint not null default 0,
    source_time     timestamptz,
    applied_at      timestamptz,
    applied         bigint not null default 0,
    stale           bigint not null default 0,
    dropped         bigint not null default 0,
    unmapped        bigint not null default 0,
    reconcile       boolean not null default false,
    snapshot_from   timestamptz,
    snapshot_until  timestamptz,
    slot_bytes      bigint,
    slot_state      text not null default ''
);

create table sync_table (
    source      text not null,
    name        text not null,
    state       text not null default 'waiting',
    rows_read   bigint not null default 0,
    rows_about  bigint not null default 0,
    columns     text[] not null default '{}',
    missing     text[] not null default '{}',
    notice      text not null default '',
    updated_at  timestamptz not null default now(),
    primary key (source, name)
);

-- Where reading goes on after a restart, as the reader wrote it.
create table sync_offset (
    source   text not null,
    part     bytea not null,
    position bytea not null,
    primary key (source, part)
);

-- For each row that came from a source: from where, and at which position of its log; older news of it is stale.
create table sync_row (
    target   text not null,
    key      text not null,
    origin   text not null,
    epoch    integer not null,
    position bigint not null,
    gone     boolean not null default false,
    primary key (target, key)
);

create index sync_row_origin on sync_row (origin, target);

-- Rows that cannot be taken yet: their parent is not there, a value is wrong, or a part was not sent.
create table sync_waiting (
    origin     text not null,
    row_key    text not null,
    kind       text not null,
    parent     text not null default '',
    parent_key text not null default '',
    reason     text not null,
    epoch      integer not null,
    position   bigint not null,
    change     jsonb not null,
    since      timestamptz not null,
    tried_at   timestamptz not null,
    primary key (origin, row_key)
);

create index sync_waiting_parent on sync_waiting (parent, parent_key);

-- What reconciling found, per run and table.
create table sync_drift (
    run_at     timestamptz not null,
    source     text not null,
    name       text not null,
    target     text not null,
    rows_source bigint not null,
    rows_hub   bigint not null,
    ranges     integer not null,
    differing  integer not null,
    missing    bigint not null,
    different  bigint not null,
    vanished   bigint not null,
    waiting    bigint not null,
    repaired   bigint not null,
    hash_source text not null,
    hash_hub   text not null,
    samples    jsonb not null default '[]',
    problem    text not null default '',
    took_ms    bigint not null default 0,
    primary key (source, name, run_at)
);
