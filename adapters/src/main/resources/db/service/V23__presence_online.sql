-- Online is what is judged: connected, or heard lately. The session is the client whose end counts.
alter table device_presence add column online boolean not null default true;
alter table device_presence add column offline_at timestamptz;

create index presence_silent on device_presence (offline_at) where online and not connected;
create index presence_node on device_presence (node) where connected;

-- Hub instances that are alive; what was connected to one that is not, is not any more.
create table hub_node (
    node     text primary key,
    alive_at timestamptz not null
);
