package hub.adapters.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The program that runs one query and ends. It is a process of its own, because a query can make a database engine ask for more
 * memory than it was allowed, or end the process it runs in; both must not reach the hub.
 */
final class LabProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader heard;
    private final PrintStream said;

    private LabProcess(BufferedReader heard, PrintStream said) {
        this.heard = heard;
        this.said = said;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream said = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new LabProcess(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), said).run();
    }

    private void run() throws IOException {
        Job job = JSON.readValue(heard.readLine(), Job.class);
        try (LabSession session = LabSession.open(job)) {
            say(new Job.Word(session.tables(), 0, false, "", session.bounds()));
            String plan = heard.readLine();
            endWithTheHub();
            say(session.answer(JSON.readValue(plan, Job.Plan.class)));
        } catch (SqlProblem problem) {
            fail(problem.getMessage());
        } catch (OutOfMemoryError problem) {
            fail("the answer has a value that is too large; select a part of it");
        } catch (StackOverflowError problem) {
            fail("sql: it is nested too deeply");
        }
        said.flush();
        Runtime.getRuntime().halt(0);
    }

    /** When the hub is gone nobody needs the answer. */
    private void endWithTheHub() {
        Thread watch = new Thread(() -> {
            try {
                while (heard.read() >= 0) {
                    continue;
                }
            } catch (IOException gone) {
                // the same as the end of it
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void fail(String problem) throws IOException {
        say(new Job.Word(Set.of(), 0, false, problem));
    }

    private void say(Job.Word word) throws IOException {
        said.println(JSON.writeValueAsString(word));
    }
}
