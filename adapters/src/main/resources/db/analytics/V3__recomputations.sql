-- Spans of a product whose parts are counted once more from the cold store, to prove or to mend them.
create table analytics.recomputation (
    id         text primary key,
    product_id text not null,
    from_at    timestamptz not null,    -- whole hours
    until_at   timestamptz not null,
    next_at    timestamptz not null,    -- everything before is done
    only_check boolean not null,
    state      text not null,           -- waiting, running, done, failed
    parts      bigint not null default 0,
    differing  bigint not null default 0,
    examples   text not null default '',  -- some parts that differed, one a line
    problem    text not null default '',
    asked_by   text not null,
    asked_at   timestamptz not null,
    ended_at   timestamptz
);
create index recomputation_open on analytics.recomputation (asked_at) where ended_at is null;
create index recomputation_asked on analytics.recomputation (asked_at desc, id desc);
