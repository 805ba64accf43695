-- Accounts that operators make; those of users.yaml come here when somebody changes them.
create table hub.account (
    name        text primary key,
    password    text not null,
    roles       text[] not null,
    customer_id text not null default '',
    locked      boolean not null default false,
    created_at  timestamptz not null,
    created_by  text not null,
    changed_at  timestamptz not null,
    changed_by  text not null
);

-- Keys of programs. Only digests are kept: a key is 256 random bits, so a fast digest is as good as a slow one.
create table hub.api_key (
    id                  text primary key,
    name                text not null,
    role                text not null,
    read_only           boolean not null,
    customer_id         text not null default '',
    requests_per_minute integer not null,
    digest              bytea not null,
    old_digest          bytea,
    old_until           timestamptz,
    created_at          timestamptz not null,
    created_by          text not null,
    expires_at          timestamptz not null,
    rotated_at          timestamptz,
    revoked_at          timestamptz,
    revoked_by          text,
    used_at             timestamptz,
    used_from           text
);

-- Who changed what. Nothing is ever changed or taken out here.
create table hub.audit (
    id           bigint generated always as identity primary key,
    at           timestamptz not null,
    who          text not null,
    roles        text not null,
    via          text not null,
    address      text not null,
    action       text not null,
    subject_kind text not null,
    subject_id   text not null,
    status       integer not null,
    request_id   text not null,
    request      text,
    before       text,
    after        text
);

create index audit_at on hub.audit (at);
create index audit_who on hub.audit (who, id);
create index audit_subject on hub.audit (subject_kind, subject_id, id);

create function hub.audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_stays before update or delete on hub.audit for each row execute function hub.audit_stays();
create trigger audit_stays_whole before truncate on hub.audit for each statement execute function hub.audit_stays();
