-- Field service: who can be sent, what is to be repaired (case), each visit for it (work order), and all that happened.
create table technician (
    technician_id text primary key,
    name          text not null,
    user_name     text unique,
    territory     text not null default '',
    time_zone     text not null default 'Asia/Seoul',
    active        boolean not null default true
);

create table technician_skill (
    technician_id text not null references technician on delete cascade,
    skill         text not null,
    level         integer not null check (level between 1 and 3),
    primary key (technician_id, skill)
);

create table technician_shift (
    technician_id text not null references technician on delete cascade,
    day           integer not null check (day between 1 and 7),
    starts        time not null,
    ends          time not null,
    primary key (technician_id, day, starts)
);

create table technician_leave (
    technician_id text not null references technician on delete cascade,
    starts        timestamptz not null,
    ends          timestamptz not null check (ends > starts),
    reason        text not null default '',
    primary key (technician_id, starts)
);

create table site_territory (
    site_id   text primary key,
    territory text not null
);

create table product_skill (
    product_id text primary key,
    skill      text not null
);

create table resolution_code (
    code     text primary key,
    korean   text not null,
    english  text not null,
    no_fault boolean not null default false
);

create table service_case (
    case_id       text primary key,
    device_id     text not null,
    product_id    text not null,
    site_id       text not null default '',
    site_name     text not null default '',
    customer_id   text not null default '',
    customer_name text not null default '',
    territory     text not null default '',
    state         text not null check (state in ('open', 'closed')),
    opened_at     timestamptz not null,
    closed_at     timestamptz,
    outcome       text not null default ''
);

create unique index service_case_open on service_case (device_id) where state = 'open';

create table work_order (
    order_id        text primary key,
    case_id         text not null references service_case,
    attempt         integer not null,
    stage           text not null check (stage in ('new', 'confirmed', 'requested', 'assigned', 'scheduled', 'enroute',
                    'started', 'completed', 'cancelled')),
    version         integer not null default 1,
    device_id       text not null,
    product_id      text not null,
    customer_id     text not null default '',
    territory       text not null default '',
    skill           text not null default '',
    severity        text not null,
    priority        integer not null check (priority between 0 and 3),
    summary         text not null,
    evidence        jsonb not null,
    requested_by    text not null,
    requested_at    timestamptz not null,
    request_late    timestamptz not null,
    late_told       boolean not null default false,
    waiting         text not null default '',
    technician_id   text references technician,
    assignment      jsonb,
    assigned_at     timestamptz,
    accepted_at     timestamptz,
    declined        text[] not null default '{}',
    passed          text[] not null default '{}',
    scheduled_start timestamptz,
    scheduled_end   timestamptz,
    enroute_at      timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    resolution_code text references resolution_code (code),
    resolution_text text,
    repaired        boolean,
    parts           jsonb not null default '[]',
    photos          jsonb not null default '[]',
    verified        boolean,
    verdict         text,
    due_at          timestamptz
);

create unique index work_order_open on work_order (case_id) where stage not in ('completed', 'cancelled');
create index work_order_newest on work_order (requested_at desc, order_id desc);
create index work_order_technician on work_order (technician_id, stage);
create index work_order_due on work_order (due_at) where due_at is not null;
create index work_order_late on work_order (request_late) where not late_told and stage not in ('completed', 'cancelled');

-- Every wish for a visit that was ever taken, and the alarm behind it; a wish for a device with an open case joins it.
create table dispatch_request (
    request_id text primary key,
    case_id    text not null references service_case,
    order_id   text not null references work_order,
    alarm_id   text not null default '',
    at         timestamptz not null,
    verified   boolean
);

create index dispatch_request_case on dispatch_request (case_id);

create table work_order_event (
    event_id   bigint generated always as identity primary key,
    order_id   text not null references work_order on delete cascade,
    at         timestamptz not null,
    who        text not null,
    kind       text not null,
    from_stage text not null,
    to_stage   text not null,
    text       text not null default ''
);

create index work_order_event_order on work_order_event (order_id, event_id);

-- What others must be told of a change, written with the change itself and taken away when it is told.
create table dispatch_outbox (
    id            bigint generated always as identity primary key,
    kind          text not null check (kind in ('notice', 'result', 'live')),
    body          jsonb not null,
    claimed_until timestamptz not null default '-infinity',
    attempts      integer not null default 0
);

insert into resolution_code (code, korean, english, no_fault) values
    ('repaired', '현장 수리', 'Repaired on site', false),
    ('part-replaced', '부품 교체', 'Part replaced', false),
    ('device-replaced', '기기 교체', 'Device replaced', false),
    ('adjusted', '조정 및 청소', 'Adjusted or cleaned', false),
    ('no-fault', '이상 없음', 'No fault found', true),
    ('not-reached', '방문 불가', 'Could not reach the device', false);
