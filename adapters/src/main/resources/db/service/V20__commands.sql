-- Orders to devices: each runs once under its execution id; what happened to it is never overwritten.
create table command_execution (
    execution_id  text primary key,
    device_id     text not null,
    hub_id        text not null default '',
    product_id    text not null,
    name          text not null,
    parameters    jsonb not null,
    timeout_ms    bigint not null,
    retries       integer not null,
    requested_by  text not null,
    alarm_id      text not null default '',
    state         text not null check (state in ('QUEUED', 'SENT', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED',
                      'TIMED_OUT', 'EXPIRED', 'CANCELED')),
    reason        text not null default '',
    result        jsonb not null default '{}',
    door          text not null default '',
    attempts      integer not null default 0,
    created_at    timestamptz not null,
    sent_at       timestamptz,
    ended_at      timestamptz,
    due_at        timestamptz not null,
    deadline_at   timestamptz not null,
    claimed_until timestamptz,
    told          boolean not null default false
);

create index command_due on command_execution (due_at) where state in ('QUEUED', 'SENT');
create index command_deadline on command_execution (deadline_at) where state in ('QUEUED', 'SENT', 'IN_PROGRESS');
create index command_untold on command_execution (ended_at) where ended_at is not null and not told;
create index command_of_device on command_execution (device_id, created_at desc, execution_id desc);

-- One line for each thing that happened; source makes it idempotent when the stream delivers again.
create table command_history (
    number       bigserial primary key,
    execution_id text not null references command_execution on delete cascade,
    source       text not null,
    at           timestamptz not null,
    from_state   text not null,
    to_state     text not null,
    by           text not null,
    cause        text not null,
    unique (execution_id, source)
);
