-- Firmware over the air: packages, jobs, one execution per job and device, and everything that ever happened to them.
create table service.firmware_package (
    id            text primary key,
    product_id    text not null,
    version       text not null,
    description   text not null,
    size          bigint not null,
    sha256        text not null,
    signature     text not null,
    verified      boolean not null,
    from_versions text[] not null,
    hardware      text[] not null,
    uploaded_by   text not null,
    uploaded_at   timestamptz not null,
    unique (product_id, version)
);

create table service.firmware_job (
    id           text primary key,
    kind         text not null check (kind in ('update', 'rollback')),
    parent       text not null default '',
    execution_id text not null default '',
    package_id   text not null,
    product_id   text not null,
    description  text not null,
    plan         jsonb not null,
    state        text not null,
    wave         integer not null default 0,
    rolling_back boolean not null default false,
    reason_code  text not null default '',
    comment      text not null default '',
    created_by   text not null,
    created_at   timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    due_at       timestamptz
);

create index firmware_job_due on service.firmware_job (due_at) where due_at is not null;
create index firmware_job_newest on service.firmware_job (created_at desc, id desc);
create index firmware_job_parent on service.firmware_job (parent) where parent <> '';

create table service.firmware_execution (
    job_id          text not null references service.firmware_job (id) on delete cascade,
    thing           text not null,
    number          bigint not null default 1,
    wave            integer not null,
    place           bigint not null,
    status          text not null,
    details         jsonb not null default '{}',
    revision        bigint not null default 1,
    failed_retries  integer not null default 0,
    timeout_retries integer not null default 0,
    from_package    text not null default '',
    queued_at       timestamptz,
    started_at      timestamptz,
    updated_at      timestamptz not null,
    deadline        timestamptz,
    in_progress_due timestamptz,
    step_due        timestamptz,
    due_at          timestamptz,
    rolled_back_by  text not null default '',
    primary key (job_id, thing)
);

create index firmware_execution_pending on service.firmware_execution (thing) where status in ('QUEUED', 'IN_PROGRESS');
create index firmware_execution_due on service.firmware_execution (due_at) where due_at is not null;
create index firmware_execution_waiting on service.firmware_execution (job_id, wave, place) where status = 'WAITING';

create table service.firmware_history (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    job_id      text not null,
    thing       text not null,
    package_id  text not null,
    actor       text not null,
    event       text not null,
    from_status text not null,
    to_status   text not null,
    cause       text not null
);

create index firmware_history_thing on service.firmware_history (thing, id desc);
create index firmware_history_job on service.firmware_history (job_id, id desc);

create table service.device_firmware (
    thing             text primary key,
    current_version   text not null default '',
    hardware          text not null default '',
    last_good_package text not null default '',
    last_good_version text not null default '',
    updated_at        timestamptz not null
);

-- What is still to be told to devices and followers; a row leaves when the broker has it.
create table service.firmware_message (
    id            bigint generated always as identity primary key,
    kind          text not null check (kind in ('notify', 'notify-next', 'event', 'result')),
    target        text not null,
    payload       text not null,
    claimed_until timestamptz
);
