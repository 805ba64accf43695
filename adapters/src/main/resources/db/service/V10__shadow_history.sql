-- Every accepted change of a device shadow, with the shadow after it; state and metadata are text, because JSON of a
-- device may hold what jsonb refuses.
create table service.shadow_history (
    thing text not null,
    name text not null,
    revision bigint not null,
    version bigint not null,
    at timestamptz not null,
    present boolean not null,
    state text not null,
    metadata text not null,
    changed_by text not null,
    primary key (thing, name, revision)
);
