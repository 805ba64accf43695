-- How far each source of histories is copied into the document store and into cold tables; the row is locked while a hub copies.
create table hub.history_place (
    source   text not null,
    store    text not null check (store in ('documents', 'cold')),
    place    bigint not null default 0,
    moved_at timestamptz,
    primary key (source, store)
);
