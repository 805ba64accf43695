-- What db-scheduler 16 keeps: one row for each schedule, which one hub at a time holds.
create table hub.scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on hub.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on hub.scheduled_tasks (last_heartbeat);

-- The schedules that routes declare, for people.
create table hub.schedule (
    name     text primary key,
    cron     text not null,
    zone     text not null,
    catch_up text not null,
    route    text not null
);

-- What became of each run.
create table hub.schedule_run (
    id         bigint generated always as identity primary key,
    name       text not null,
    due        timestamptz not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    instance   text not null,
    asked_by   text not null,
    attempt    int not null,
    outcome    text not null default 'running' check (outcome in ('running', 'done', 'failed', 'lost')),
    progress   text not null default '',
    error      text not null default ''
);

create index schedule_run_newest on hub.schedule_run (name, id desc);
create index schedule_run_done on hub.schedule_run (name, due) where outcome = 'done';
