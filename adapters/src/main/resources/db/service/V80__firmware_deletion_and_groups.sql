-- When a device left the group of a continuous job; it gets the job anew when it comes back.
alter table service.firmware_execution add column left_at timestamptz;

-- What a job had come to when its deletion began; told once its executions are gone.
alter table service.firmware_job add column farewell text not null default '';
