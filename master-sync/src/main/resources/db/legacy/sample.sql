-- A small ERP, as the demo and the tests know one.
create table if not exists erp_customer (
    customer_no integer primary key,
    company     text not null,
    country     char(2) not null default 'KR',
    status      char(1) not null default 'A',
    is_test     boolean not null default false,
    note        text,
    created_at  timestamp not null default now()
);
create table if not exists erp_site (
    site_no       integer primary key,
    customer_no   integer not null,
    title         text not null,
    city          text,
    street        text,
    contract_from date
);
create table if not exists erp_device (
    serial_no      text primary key,
    model_code     text not null,
    gateway_serial text,
    site_no        integer,
    installed_at   timestamp,
    scrapped       boolean not null default false,
    manual         text
);
create table if not exists erp_article (
    article_no text primary key,
    title      text not null,
    category   text,
    model_code text,
    kind       text not null default 'device'
);
create table if not exists erp_staff (
    staff_no    integer primary key,
    family_name text not null,
    given_name  text not null,
    region      text,
    leaves_on   date,
    job         text not null default 'FIELD'
);

-- What the hub asks of a source: a place for signals, a heartbeat, a publication.
create table if not exists hub_signal (id varchar(64) primary key, type varchar(32) not null, data varchar(4096));
create table if not exists hub_heartbeat (id integer primary key, at timestamptz not null);
do $$ begin
    if not exists (select from pg_publication where pubname = 'hub_legacy') then
        create publication hub_legacy for table
            erp_customer, erp_site, erp_device, erp_article, erp_staff, hub_signal, hub_heartbeat;
    end if;
end $$;

insert into erp_customer (customer_no, company, country) values
    (17, 'Daehan Textile', 'KR'), (18, 'Sakura Shokuhin', 'JP'), (99, 'Test customer', 'KR') on conflict do nothing;
update erp_customer set is_test = true where customer_no = 99 and not is_test;
insert into erp_site values
    (3, 17, 'Daehan plant 2', 'Busan', 'Haeundae-ro 1', '2026-01-01'), (4, 18, 'Sakura cold store', 'Osaka', null, null)
    on conflict do nothing;
insert into erp_device (serial_no, model_code, site_no) values
    ('ERP-0001', 'VC-A', 3), ('ERP-0002', 'VC-F', 3), ('ERP-0003', 'VC-A', 4) on conflict do nothing;
insert into erp_article values
    ('PROD-A', 'Ventilation controller A', 'fan', 'VC-A', 'device'), ('SCREW-8', 'Screw', null, null, 'part') on conflict do nothing;
insert into erp_staff values (5, 'Choi', 'Yuna', 'Busan', null, 'FIELD'), (6, 'Han', 'Somi', 'Seoul', null, 'OFFICE') on conflict do nothing;
