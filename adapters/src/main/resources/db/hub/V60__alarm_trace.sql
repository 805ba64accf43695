-- Which trace raised an alarm, for the spans of what is done about it; written only while traces are sent.
create table alarm_trace (
    alarm_id text primary key,
    trace_id text not null,
    at       timestamptz not null
);

create index alarm_trace_at on alarm_trace (at);
