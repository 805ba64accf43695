-- What the readings come to, in parts that can be merged in any order. Written by hub.adapters.analytics.

-- One device, product, hour (UTC) and metric; everything else is merged from these.
create table analytics.partial_hour (
    product_id text not null,
    hour       timestamptz not null,
    device_id  text not null,
    metric     text not null,
    n          bigint not null,
    sum        numeric not null,          -- exact, so that the order of adding never shows
    min        double precision not null,
    max        double precision not null,
    sumsq      numeric not null,
    first      double precision not null,
    first_at   timestamptz not null,
    last       double precision not null,
    last_at    timestamptz not null,
    sketch     bytea not null,            -- quantiles within half a percent of the value
    primary key (product_id, hour, device_id, metric)
) with (fillfactor = 80);
create index partial_hour_of_device on analytics.partial_hour (device_id, hour);

-- One customer, product, day in the customer's time zone and metric: what screens and formulas read.
create table analytics.customer_product_day (
    customer_id text not null,
    product_id  text not null,
    day         date not null,
    metric      text not null,
    devices     integer not null,
    n           bigint not null,
    sum         double precision not null,
    min         double precision not null,
    max         double precision not null,
    sumsq       double precision not null,
    first       double precision not null,
    last        double precision not null,
    sketch      bytea not null,
    computed_at timestamptz not null,
    primary key (customer_id, product_id, day, metric)
);
create index customer_product_day_of_product on analytics.customer_product_day (product_id, day);

-- How far the cold store's snapshots are counted; written in the transaction that counts them, and locked by it.
create table analytics.progress (
    reader      text primary key,
    snapshot_id bigint not null,
    readings    bigint not null default 0,
    changed_at  timestamptz not null
);

create sequence analytics.mark;

-- Hours whose product windows are to be computed again; a mark that grew meanwhile stays.
create table analytics.changed_hour (
    product_id text not null,
    hour       timestamptz not null,
    mark       bigint not null default nextval('analytics.mark'),
    primary key (product_id, hour)
);

-- Hours of a device (one bit each, of a day in UTC) whose customers' days are to be computed again.
create table analytics.changed_device_day (
    device_id  text not null,
    product_id text not null,
    day        date not null,
    hours      integer not null,
    mark       bigint not null default nextval('analytics.mark'),
    primary key (day, device_id, product_id)
);

-- The placements that the customers' days were computed with; where they differ from today's, days are computed again.
create table analytics.placement_used (
    device_id  text primary key,
    placements jsonb not null
);
