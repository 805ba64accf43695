-- What must not be deleted anywhere, and by whose word.
create table hub.legal_hold (
    id          text primary key,
    kind        text not null check (kind in ('device', 'customer', 'product', 'everything')),
    subject     text not null,
    from_at     timestamptz,
    to_at       timestamptz,
    reason      text not null,
    placed_by   text not null,
    placed_at   timestamptz not null,
    released_by text,
    released_at timestamptz,
    release_reason text
);

create index legal_hold_in_force on hub.legal_hold (placed_at) where released_at is null;
