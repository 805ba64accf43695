-- Every version of an editable specification that was ever in force.
create table spec_version (
    kind        text not null check (kind in ('product', 'table', 'route')),
    name        text not null,
    version     text not null,
    text        text not null,
    author      text not null,
    comment     text not null default '',
    in_force_at timestamptz not null default now(),
    primary key (kind, name, version)
);
