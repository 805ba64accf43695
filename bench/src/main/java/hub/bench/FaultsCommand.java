package hub.bench;

import hub.bench.fault.EditJourney;
import hub.bench.fault.KillJourney;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run.sh faults}: what must hold when something goes wrong. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks something on purpose; exit code 1 when a promise was broken.")
final class FaultsCommand {
    private static final String ROW_BEFORE =
            "temp-threshold-prod-a,tempC,80,,,,,,,,,Coolant fan likely failed,,,,,,,75,";
    private static final String ROW_AFTER =
            "temp-threshold-prod-a,tempC,60,,,,,,,,,Coolant fan likely failed,,,,,,,55,";

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            showDefaultValues = true,
            description = "Kills the hub (SIGKILL) in mid-stream, restarts it and compares ledger, store and alarms.")
    int kill(
            @Option(names = "--rate", defaultValue = "2000", description = "readings per second") double rate,
            @Option(names = "--seconds", defaultValue = "10", description = "flow before each kill and at the end")
                    int seconds,
            @Option(names = "--kills", defaultValue = "1", description = "how often") int kills,
            @Mixin ProjectFolder home)
            throws Exception {
        return verdict(new KillJourney(home.path(), folder()).run(new KillJourney.Course(rate, seconds, kills)));
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            showDefaultValues = true,
            description = "Edits a decision table (in a copy of the project) while readings flow.")
    int edit(
            @Option(names = "--rate", defaultValue = "1000", description = "readings per second") double rate,
            @Option(names = "--seconds", defaultValue = "10", description = "flow before and after") int seconds,
            @Option(names = "--table", defaultValue = "drools-rules/tables/prod-a.alarm.drl.csv", description = "table")
                    Path table,
            @Option(names = "--from", defaultValue = ROW_BEFORE, description = "text in the table") String from,
            @Option(names = "--to", defaultValue = ROW_AFTER, description = "what it becomes") String to,
            @Option(names = "--within", defaultValue = "30", description = "seconds until it must rule") int within,
            @Mixin ProjectFolder home)
            throws Exception {
        EditJourney.Course course = new EditJourney.Course(rate, seconds, table, from, to, within);
        return verdict(new EditJourney(home.path(), folder()).run(course));
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("hub-faults-");
        System.out.println("state and logs in " + folder);
        return folder;
    }

    private static int verdict(List<String> problems) {
        problems.forEach(problem -> System.out.println("BROKEN: " + problem));
        System.out.println(problems.isEmpty() ? "every promise was kept" : problems.size() + " promises broken");
        return problems.isEmpty() ? 0 : 1;
    }
}
