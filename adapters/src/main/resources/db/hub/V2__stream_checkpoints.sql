-- How far each shard of a Kinesis stream has been stored and judged; without it a restart would read everything again.
create table hub.stream_checkpoint (
    stream text not null,
    consumer_group text not null,
    shard text not null,
    sequence text not null,
    saved_at timestamptz not null default now(),
    primary key (stream, consumer_group, shard)
);
