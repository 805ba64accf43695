-- Deletions by subject. A finished one is its receipt; it names what went and how much, never what it said.
create table hub.deletion (
    id            text primary key,
    kind          text not null check (kind in ('device', 'customer')),
    subject       text not null,
    devices       text[] not null,
    measured_until timestamptz not null,
    reason        text not null,
    asked_by      text not null,
    asked_at      timestamptz not null,
    state         text not null check (state in ('waiting', 'running', 'done', 'stopped')),
    problem       text not null default '',
    counts        jsonb not null default '{}',
    swept         jsonb not null default '{}',
    started_at    timestamptz,
    ended_at      timestamptz,
    sweep_until   timestamptz,
    cold_gone_by  timestamptz,
    receipt_hash  text not null default '',
    previous_hash text not null default '',
    due_at        timestamptz
);

create index deletion_due on hub.deletion (due_at) where due_at is not null;
create index deletion_newest on hub.deletion (asked_at desc, id desc);
