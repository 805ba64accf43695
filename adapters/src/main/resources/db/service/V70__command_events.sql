-- Each line of an execution's history is told as an event once; what was there before is not told any more.
alter table command_history add column told boolean not null default true;
alter table command_history alter column told set default false;
alter table command_history add column claimed_until timestamptz;

create index command_history_untold on command_history (number) where not told;
