-- Whom the hub tells things, and where they can be reached.
create table contact (
    contact_id text primary key,               -- user:lee, team:service, technician:t-17, customer:customer-1
    card       jsonb not null,                 -- as PUT /api/v1/contacts takes it: name, language, addresses ...
    updated_at timestamptz not null,
    updated_by text not null
);

create table contact_history (
    contact_id text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    was        jsonb,
    became     jsonb not null
);
create index contact_history_of on contact_history (contact_id, changed_at);

-- Everything somebody was to be told, under the id that makes it be told once.
create table notice (
    id          text primary key,
    template    text not null,
    target      text not null,
    channels    jsonb not null,
    alarm_id    text not null,
    device_id   text not null,
    severity    text not null,
    rank        smallint not null,
    words       jsonb not null,                -- what the template speaks of
    at          timestamptz not null,
    valid_from  timestamptz not null,          -- from when it may grow old: at, or the last retry
    accepted_at timestamptz not null,
    group_key   text not null,
    state       text not null,                 -- waiting, sending, told, suppressed, expired, failed
    reason      text not null default '',      -- why it is suppressed, expired or failed
    batch_id    text not null default '',      -- the notices that are told together
    earlier     text[] not null default '{}',  -- batches before a retry
    ended_at    timestamptz
);
create index notice_waiting on notice (group_key) where state = 'waiting';
create index notice_batch on notice (batch_id) where batch_id <> '';
create index notice_newest on notice (accepted_at desc, id desc);
create index notice_state on notice (state, accepted_at desc, id desc);

-- One row per group of notices: when it is told next, and when it was told last.
create table notice_group (
    group_key text primary key,
    due_at    timestamptz,
    told_at   timestamptz
);
create index notice_group_due on notice_group (due_at) where due_at is not null;

create table notice_cooldown (
    cooldown_key text primary key,
    until        timestamptz not null,
    rank         smallint not null
);

-- One letter to one contact over one channel, about all notices of a batch.
create table notice_delivery (
    id            text primary key,
    batch_id      text not null,
    contact_id    text not null,
    channel       text not null,
    channels_left jsonb not null,              -- tried in turn when this one does not work
    address       text not null,
    rank          smallint not null,
    state         text not null,               -- due, delivered, failed, unconfigured, expired
    reason        text not null default '',
    attempt       int not null default 0,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    expires_at    timestamptz not null,
    claimed_until timestamptz,
    ended_at      timestamptz
);
create index notice_delivery_due on notice_delivery (due_at) where state = 'due';
create index notice_delivery_batch on notice_delivery (batch_id);
