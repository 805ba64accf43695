-- The short number under which devices with binary protocols know an execution.
alter table command_execution add column number bigint not null default 0;

create index command_number on command_execution (device_id, number);
