-- How devices of a product may claim an identity by the product's key; of key and secret only hashes are kept.
create table product_provisioning (
    product_id     text primary key,
    strategy       text not null check (strategy in ('DISABLED', 'ALLOW_CREATE_NEW_DEVICES', 'CHECK_PRE_PROVISIONED_DEVICES')),
    key_hash       bytea unique,
    secret_salt    bytea,
    secret_hash    bytea,
    register_nodes boolean,
    updated_at     timestamptz not null,
    updated_by     text not null
);

-- A device is claimed once; when an operator takes the row away, or the device, it may be claimed again.
create table device_claim (
    device_id  text primary key references device on delete cascade,
    claimed_at timestamptz not null
);

-- Who asked, and what became of it.
create table claim_attempt (
    number     bigserial primary key,
    at         timestamptz not null,
    door       text not null,
    address    text not null,
    product_id text not null default '',
    device_id  text not null default '',
    status     text not null,
    cause      text not null
);

create index claim_attempt_of_product on claim_attempt (product_id, number desc);
create index claim_attempt_time on claim_attempt (at);
