package hub.rules;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Turns rule text into an immutable rule base by Drools' executable model, leaving nothing behind in its repository. */
final class DrlCompiler {
    private static final AtomicLong NUMBER = new AtomicLong();

    /** What came out: a rule base, or what Drools said against the text. */
    record Outcome(KieBase base, List<String> errors) {}

    private DrlCompiler() {}

    static Outcome compile(String drl) {
        KieServices services = KieServices.get();
        ClassLoader loader = DrlCompiler.class.getClassLoader();
        ReleaseId id = services.newReleaseId("hub", "table-" + NUMBER.incrementAndGet(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/hub/rules/table/alarms.drl", drl);
        try {
            KieBuilder builder = services.newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
            List<String> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                    .map(message -> shortened(message.getText()))
                    .distinct()
                    .toList();
            return errors.isEmpty()
                    ? new Outcome(services.newKieContainer(id, loader).getKieBase(), errors)
                    : new Outcome(null, errors);
        } finally {
            services.getRepository().removeKieModule(id);
        }
    }

    /** Drools may add the whole generated source: the first line tells. */
    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + " ..." : line;
    }
}
