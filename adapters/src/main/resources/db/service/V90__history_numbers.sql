-- Histories are copied on by number or by the time something ended.
alter table service.shadow_history add column number bigserial;

create unique index shadow_history_number on service.shadow_history (number);
create index shadow_command_ended on service.shadow_command (ended_at) where ended_at is not null;
create index notice_ended on service.notice (ended_at) where ended_at is not null;
