-- Legacy systems that are asked again and again: how far each was read, and when it is asked again after it failed.
create table source_mark (
    source     text primary key,
    mark       text not null default '',
    etag       text not null default '',
    failures   integer not null default 0,
    next_at    timestamptz not null default '-infinity',
    rounds     bigint not null default 0,
    updated_at timestamptz not null default now()
);
