-- Several hubs keep the register in memory: each looks for what the others changed or removed since it looked last.
create index device_updated on device (updated_at);

create table device_removal (
    device_id  text not null,
    removed_at timestamptz not null default now()
);

create index device_removal_time on device_removal (removed_at);
