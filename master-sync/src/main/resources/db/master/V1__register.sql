-- Who is who: customers, their sites, and the devices that speak to the hub.
create table customer (
    customer_id text primary key,
    name        text not null,
    updated_at  timestamptz not null default now()
);

create table site (
    site_id     text primary key,
    customer_id text not null references customer,
    name        text not null,
    updated_at  timestamptz not null default now()
);

create table device (
    device_id     text primary key,
    product_id    text not null,
    hub_id        text not null default '',
    site_id       text references site,
    secret_salt   bytea,
    secret_hash   bytea,
    registered_at timestamptz not null default now(),
    updated_at    timestamptz not null default now()
);

create index device_hub on device (hub_id) where hub_id <> '';
create index device_product on device (product_id);
