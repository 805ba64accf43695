package hub.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditableHomeTest {
    @TempDir
    private Path folder;

    @Test
    void copiesWhatPeopleEditAndLinksTheBuiltProgram() throws Exception {
        Path project = folder.resolve("project");
        for (String room : new String[] {"yaml-dsl", "drools-rules", "master-sync", "adapters", "console"}) {
            Files.createDirectories(project.resolve(room).resolve("src"));
        }
        write(project.resolve("hub"), "#!/bin/sh");
        write(project.resolve("routes/receive/receive-tcp.camel.yaml"), "- route:");
        write(project.resolve("routes/target/hub.jar"), "jar");
        write(project.resolve("routes/src/main/java/A.java"), "class A {}");
        write(project.resolve("drools-rules/tables/prod-a.alarm.drl.csv"), "80");

        Path home = EditableHome.copy(project, folder.resolve("home"));

        assertThat(home.resolve("routes/receive/receive-tcp.camel.yaml")).hasContent("- route:");
        assertThat(home.resolve("drools-rules/tables/prod-a.alarm.drl.csv")).hasContent("80");
        assertThat(home.resolve("routes/target/hub.jar")).hasContent("jar");
        assertThat(home.resolve("routes/src")).doesNotExist();
        assertThat(home.resolve("hub")).exists();
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
