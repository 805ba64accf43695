-- Formulas that researchers register: versions never change, what is in force is a pointer with a history.
create table analytics.formula (
    formula_id  text primary key,
    product_id  text not null,
    customer_id text not null,            -- empty: every customer
    in_force    integer,                  -- absent: none yet
    created_at  timestamptz not null
);

create table analytics.formula_version (
    formula_id  text not null references analytics.formula,
    version     integer not null,
    formula     text not null,
    description text not null,
    text        text not null,            -- as its author wrote it
    origin      text not null check (origin in ('file', 'api')),
    author      text not null,
    comment     text not null,
    created_at  timestamptz not null,
    tried_at    timestamptz,
    tried_by    text not null default '',
    primary key (formula_id, version)
);

create table analytics.formula_publication (
    id         bigint generated always as identity primary key,
    formula_id text not null,
    version    integer not null,
    action     text not null check (action in ('publish', 'rollback')),
    at         timestamptz not null,
    author     text not null,
    comment    text not null,
    foreign key (formula_id, version) references analytics.formula_version
);
create index formula_publication_of_formula on analytics.formula_publication (formula_id, id desc);

-- What a version yields for a customer's day: a number, or the reason why there is none.
create table analytics.formula_result (
    formula_id  text not null,
    customer_id text not null,
    day         date not null,
    version     integer not null,
    product_id  text not null,
    value       double precision,
    reason      text not null,
    inputs      jsonb not null,
    computed_at timestamptz not null,
    primary key (formula_id, customer_id, day, version),
    check ((value is null) = (reason <> ''))
);
create index formula_result_of_day on analytics.formula_result (formula_id, day, customer_id);

-- A past span to be computed again; a hub takes it piece by piece and notes how far it is.
create table analytics.formula_recompute (
    id          bigint generated always as identity primary key,
    formula_id  text not null,
    version     integer not null,
    from_day    date not null,
    until_day   date not null,            -- itself not computed
    next_day    date not null,
    results     bigint not null default 0,
    state       text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    error       text not null default '',
    asked_by    text not null,
    asked_at    timestamptz not null,
    ended_at    timestamptz,
    leased_until timestamptz,
    foreign key (formula_id, version) references analytics.formula_version
);
create index formula_recompute_open on analytics.formula_recompute (id) where state in ('waiting', 'running');
