-- Who is connected, over which door and at which hub instance, and when a device was last heard.
create table device_presence (
    device_id      text primary key,
    connected      boolean not null,
    door           text not null,
    node           text not null default '',
    session        text not null default '',
    version_number bigint not null default 0,
    since          timestamptz not null,
    last_seen_at   timestamptz not null,
    ip_address     text not null default '',
    reason         text not null default ''
);
