-- One product, hour (UTC) and metric over all its devices, merged from analytics.partial_hour; longer windows merge these.
create table analytics.product_hour (
    product_id text not null,
    hour       timestamptz not null,
    metric     text not null,
    n          bigint not null,
    sum        numeric not null,
    min        double precision not null,
    max        double precision not null,
    sumsq      numeric not null,
    first      double precision not null,
    first_at   timestamptz not null,
    last       double precision not null,
    last_at    timestamptz not null,
    sketch     bytea not null,
    primary key (product_id, hour, metric)
);

-- Windows whose documents in the hot store are to be written again.
create table analytics.changed_window (
    size       text not null,           -- 1h, 6h, 1d
    product_id text not null,
    begins     timestamptz not null,
    mark       bigint not null default nextval('analytics.mark'),
    primary key (size, product_id, begins)
);
