-- What devices say about themselves when their provisioning is complete.
create table device_detail (
    device_id        text primary key references device on delete cascade,
    model            text not null default '',
    firmware_version text not null default '',
    attributes       jsonb not null default '{}',
    provisioned_at   timestamptz not null
);
