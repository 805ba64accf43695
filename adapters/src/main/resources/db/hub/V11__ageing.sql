-- What left the hot store, and what stayed and why: one row for each product and day (UTC, by the readings' own time).
create table hub.age_span (
    product_id   text not null,
    day          date not null,
    state        text not null check (state in ('verified', 'moved', 'kept')),
    hot_count    bigint not null,
    cold_count   bigint not null,
    appended     bigint not null default 0,
    moved        bigint not null default 0,
    moved_sum    bigint not null default 0,
    held         bigint not null default 0,
    reason       text not null default '',
    looked_at    timestamptz not null,
    moved_at     timestamptz,
    primary key (product_id, day)
);

create index age_span_newest on hub.age_span (day desc, product_id);

-- How each kind of thing last aged.
create table hub.age_result (
    kind     text primary key,
    at       timestamptz not null,
    moved    bigint not null,
    total    bigint not null,
    reason   text not null default ''
);
