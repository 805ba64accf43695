-- A table of a warehouse system for receive-database: each change sets changed_at.
create table if not exists wms_device (
    serial_no      text primary key,
    model_code     text not null,
    gateway_serial text,
    site_no        integer,
    installed_at   timestamp,
    scrapped       boolean not null default false,
    changed_at     timestamp not null default now()
);
create index if not exists wms_device_changed on wms_device (changed_at, serial_no);
create or replace function wms_changed() returns trigger language plpgsql as
    'begin new.changed_at = clock_timestamp(); return new; end';
create or replace trigger wms_device_changed before update on wms_device for each row execute function wms_changed();

insert into wms_device (serial_no, model_code, site_no, installed_at) values
    ('WMS-0001', 'VC-F', 7, '2026-03-04 09:00'), ('WMS-0002', 'VC-A', 7, null), ('WMS-0003', 'VC-A', 8, null)
    on conflict do nothing;
