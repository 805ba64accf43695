-- Who asked the cold store what. Written by hub.adapters.lab; kept, because it is the record of access to research data.
create table analytics.cold_query (
    id        text primary key,
    caller    text not null,
    sql       text not null,
    format    text not null,
    slice     text not null default '',           -- what was asked beside the SQL: span, product, past state
    snapshots text not null default '',           -- what was read: table=snapshot, ...
    state     text not null,                      -- running, done, failed, cancelled
    asked_at  timestamptz not null,
    ended_at  timestamptz,
    rows      bigint not null default 0,
    bytes     bigint not null default 0,
    millis    bigint not null default 0,
    problem   text not null default '',
    cancel_by text not null default ''            -- who wants it ended; the hub that runs it looks every second
);
create index cold_query_asked on analytics.cold_query (asked_at desc, id desc);
