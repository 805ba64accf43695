package hub.command;

import hub.check.HubCheck;
import hub.check.KnownBeans;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks every editable file, so that a mistake is found before the hub meets it. */
@Command(
        name = "check",
        description = "Check every editable file: routes, products, tables, kamelets, contracts and all cases.",
        footer = "Exit code 0: all is well; 1: problems, printed as file:line: message; 2: wrong call.")
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "<folder>",
            description = "The folder that holds routes/, yaml-dsl/ and drools-rules/.",
            defaultValue = "${sys:hub.home:-.}")
    private Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Supplier<KnownBeans> beans;

    /** A check of route files that may call these beans. */
    public CheckCommand(Supplier<KnownBeans> beans) {
        this.beans = beans;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        HubCheck.Report report = new HubCheck(home.toAbsolutePath().normalize(), beans.get(), line -> {
                    progress.println(line);
                    progress.flush();
                })
                .run();
        report.problems().forEach(out::println);
        out.println(report.summary());
        out.flush();
        return report.passed() ? 0 : 1;
    }
}
