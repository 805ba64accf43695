package hub.adapters.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both walls between SQL and everything that is no table: what the gate refuses, and what the engine refuses behind it. */
class SqlGateTest {

    @TempDir
    Path folder;

    private Job job(String sql) {
        return new Job(
                "q",
                sql,
                Job.Format.JSON,
                new TreeSet<>(Set.of("telemetry", "alarm_history")),
                folder.resolve("answer").toString(),
                folder.resolve("spill").toString(),
                256 << 20,
                1 << 20,
                1,
                100,
                1 << 20);
    }

    private Set<String> named(String sql) throws Exception {
        return LabSession.open(job(sql)).tables();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into telemetry values (1)",
                "create table mine (a int)",
                "drop view telemetry",
                "select 1; select 2",
                "select 1; drop view telemetry",
                "with gone as (delete from telemetry returning 1) select * from gone",
                "copy telemetry to '/tmp/lab-test-out.csv'",
                "export database '/tmp/lab-test-out'",
                "attach '/tmp/lab-test.db' as other",
                "install httpfs",
                "load httpfs",
                "pragma database_list",
                "set memory_limit = '8GB'",
                "reset memory_limit",
                "explain select 1",
                "",
                "-- nothing at all",
                "select * from read_parquet('/etc/passwd')",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from read_json('/etc/passwd')",
                "select * from '/etc/passwd'",
                "select * from \"/etc/passwd\"",
                "select * from 'x.parquet'",
                "select * from glob('/*')",
                "select * from sniff_csv('/etc/passwd')",
                "select * from parquet_metadata('/etc/passwd')",
                "select * from duckdb_settings()",
                "select * from duckdb_views()",
                "select * from duckdb_secrets()",
                "select * from information_schema.tables",
                "select * from sqlite_master",
                "select * from pg_catalog.pg_views",
                "select * from query('select 1')",
                "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
                "select (select max(content) from read_text('/etc/passwd'))",
                "select 1 where exists (from read_text('/etc/passwd'))",
                "with a as (select * from read_text('/etc/passwd')) select * from a",
                "select * from telemetry t, lateral (select * from read_text('/etc/passwd')) x",
                "select 1 union all select content from read_text('/etc/passwd')",
                "select current_setting('temp_directory')",
                "select getenv('HOME')",
                "select getvariable('x')",
                "select ?",
                "select $1",
                "select * from telemetry at (version => 1)",
                "show databases",
                "call pragma_version()",
                "prepare x as select 1",
                "begin",
                "checkpoint",
                "select 1 /* unfinished",
                "with x as (with \"/etc/passwd\" as (select 1) select 1) select * from \"/etc/passwd\""
            })
    void whatIsNoQueryOverTheTablesIsRefused(String sql) {
        assertThatThrownBy(() -> {
                    LabSession session = LabSession.open(job(sql));
                    session.answer(
                            new Job.Plan(List.of(), List.of("create view telemetry as select 1 as a"), Map.of()));
                })
                .isInstanceOf(SqlProblem.class)
                .hasMessageStartingWith("sql: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_text('/etc/passwd')",
                "copy (select 1) to '/tmp/lab-gate-test.csv'",
                "attach '/tmp/lab-gate-test.db'",
                "set memory_limit = '9GB'",
                "install httpfs",
                "load httpfs"
            })
    void behindTheGateTheEngineItselfIsLocked(String sql) throws Exception {
        LabSession session = LabSession.open(job("select 1"));
        session.answer(new Job.Plan(List.of(), List.of(), Map.of()));

        assertThatThrownBy(() -> session.run(sql)).isInstanceOf(java.sql.SQLException.class);
    }

    @Test
    void theTablesOfAQueryAreKnownBeforeItRuns() throws Exception {
        assertThat(named("select 1")).isEmpty();
        assertThat(named("select * from Telemetry")).containsExactly("telemetry");
        assertThat(
                        named(
                                "with a as (select * from telemetry) select * from a, unnest([1]) where exists (from alarm_history)"))
                .containsExactly("alarm_history", "telemetry");
        assertThat(named("summarize telemetry")).containsExactly("telemetry");
        assertThat(named("show tables")).hasSize(2);
    }
}
