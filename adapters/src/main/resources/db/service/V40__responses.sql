-- The answer to each alarm: what was planned, tried, proven and escalated. Written by hub.adapters.response.
create table service.response (
    alarm_id         text primary key,
    device_id        text not null,
    product_id       text not null,
    rule_id          text not null,
    alarm            jsonb not null,                -- as last told by the judge
    severity         text not null,
    alarm_state      text not null,
    acknowledged     boolean not null,
    raised_at        timestamptz not null,
    changed          boolean not null default true, -- the judge has told something new
    state            text not null default 'NEW',
    planned_severity text not null default '',
    plan             jsonb not null default '{"steps":[],"hopeless":false,"cause":"","advice":""}',
    step             integer not null default 0,
    tries            integer not null default 0,    -- of the current step
    approved_by      text not null default '',
    reason           text not null default '',      -- why it is held
    execution_id     text not null default '',
    since            timestamptz,                   -- readings count from here
    verify_until     timestamptz,
    level            integer not null default 0,
    order_id         text not null default '',
    attempts         jsonb not null default '[]',
    escalations      jsonb not null default '[]',
    version          integer not null default 0,
    due_at           timestamptz,
    updated_at       timestamptz not null
);
create index response_due on service.response (due_at) where due_at is not null;
create index response_changed on service.response (alarm_id) where changed;
create index response_of_device on service.response (device_id, rule_id, raised_at);
create unique index response_execution on service.response (execution_id) where execution_id <> '';

create table service.response_attempt (
    execution_id text primary key,
    alarm_id     text not null,
    device_id    text not null,
    product_id   text not null,
    rule_id      text not null,
    action       text not null,
    resource     text not null,
    started_by   text not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    outcome      text not null default '',          -- verified, not-recovered, silent, failed, over
    open         boolean not null
);
-- Never two contradicting actions at once, however many hubs there are.
create unique index response_attempt_alone on service.response_attempt (device_id, resource) where open;
create index response_attempt_of_device on service.response_attempt (device_id, started_at);
create index response_attempt_of_alarm on service.response_attempt (alarm_id);
create index response_attempt_started on service.response_attempt (started_at);

create table service.response_event (
    id       bigint generated always as identity primary key,
    alarm_id text not null,
    at       timestamptz not null,
    state    text not null,
    by_whom  text not null,
    cause    text not null,
    details  jsonb not null
);
create index response_event_of_alarm on service.response_event (alarm_id, id);

create table service.response_escalation (
    alarm_id text not null,
    name     text not null,
    step     jsonb not null,
    moment   text not null,
    taken    integer not null default 0,
    due_at   timestamptz,                           -- null: waits for its moment, or done
    done     boolean not null default false,
    primary key (alarm_id, name)
);
create index response_escalation_due on service.response_escalation (due_at) where due_at is not null;

-- What is to be sent: written with the change that wants it, deleted when it is sent.
create table service.response_order (
    id         bigint generated always as identity primary key,
    alarm_id   text not null,
    kind       text not null,
    body       jsonb not null,
    tries      integer not null default 0,
    problem    text not null default '',
    due_at     timestamptz not null
);
create index response_order_of_alarm on service.response_order (alarm_id, id);
create index response_order_due on service.response_order (due_at);

-- The switches: the newest line is in force, the others are their history.
create table service.response_switch (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    by_whom  text not null,
    switches jsonb not null
);

create table service.response_suppression (
    day        date not null,
    product_id text not null,
    reason     text not null,
    count      bigint not null,
    primary key (day, product_id, reason)
);
