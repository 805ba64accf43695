-- Messages that could not go on, with all that a person needs to mend and retry them.
create table dead_letter (
    id           text primary key,
    at           timestamptz not null,
    stage        text not null,
    reason       text not null,
    problems     jsonb not null,
    route        text not null,
    device_id    text not null,
    product_id   text not null,
    spec_version text not null,
    attempts     integer not null,
    headers      jsonb not null,
    trace_id     text not null,
    payload      bytea not null,
    state        text not null default 'open' check (state in ('open', 'retried')),
    retried_at   timestamptz
);

create index dead_letter_newest on dead_letter (at desc, id desc) where state = 'open';
create index dead_letter_reason on dead_letter (reason, at desc) where state = 'open';
create index dead_letter_trace on dead_letter (trace_id);
