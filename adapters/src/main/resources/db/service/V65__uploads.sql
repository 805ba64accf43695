-- Files that people and devices bring to the object store by presigned URLs; only complete ones can be read.
create table upload (
    upload_id    text primary key,
    purpose      text not null,
    filename     text not null,
    content_type text not null,
    size         bigint not null check (size > 0),
    sha256       text not null default '',
    device_id    text not null default '',
    owner        text not null,
    state        text not null check (state in ('waiting', 'complete', 'quarantined', 'expired')),
    problem      text not null default '',
    multipart    text not null default '',
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    completed_at timestamptz
);

create index upload_expiry on upload (expires_at) where state in ('waiting', 'quarantined');
