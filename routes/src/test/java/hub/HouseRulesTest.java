package hub;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import hub.check.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, as far as a machine can see them; this module sees all the others. */
class HouseRulesTest {

    private static final Path HOME =
            Path.of(System.getProperty("hub.home", "..")).toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("yaml-dsl", "drools-rules", "adapters", "master-sync", "console", "routes");
    private static final String[] WORDS = {
        "hub.message..", "hub.product..", "hub.decode..", "hub.contract..", "hub.formula.."
    };
    private static final String[] SIBLINGS = {"hub.rules..", "hub.adapters..", "hub.master..", "hub.console.."};
    private static final String[] ROUTES = {
        "hub", "hub.check..", "hub.command..", "hub.desk..", "hub.reload..", "hub.sync.."
    };
    private static final Set<String> STARTS_SPRING = Set.of("HubApplication", "HubSettings", "EmbeddedServices");
    private static final int LONGEST_FILE = 300;

    private static JavaClasses house;

    @BeforeAll
    static void readsTheHouse() {
        house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("hub");
    }

    @Test
    void siblingsAreStrangers() {
        slices().assignedFrom(new Siblings())
                .should()
                .notDependOnEachOther()
                .because("modules meet only in routes: make what you need a step in a route file,"
                        + " or move the shared word to yaml-dsl")
                .check(house);
    }

    @Test
    void adaptersAreStrangers() {
        slices().matching("hub.adapters.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each door can be replaced alone: connect two of them in a route file,"
                        + " or put what both need into hub.adapters itself")
                .check(house);
    }

    @Test
    void messagesArePlainJava() {
        classes()
                .that()
                .resideInAPackage("hub.message..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "hub.message..")
                .because("every room speaks these words: move behaviour and libraries to the room that needs them")
                .check(house);
    }

    @Test
    void theCoreIsFreeOfCamelAndSpring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "hub.message..",
                        "hub.product..",
                        "hub.decode..",
                        "hub.contract..",
                        "hub.formula..",
                        "hub.rules..",
                        "hub.master..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "org.springframework..")
                .because("decoding and judging must run in a test without a server:"
                        + " take plain values and let a route or a Configuration class do the rest")
                .check(house);
    }

    @Test
    void springIsSeenOnlyByConfigurationClasses() {
        noClasses()
                .that(not(mayKnowSpring()))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."))
                .because("who wires what must be found in one kind of place:"
                        + " take what you need in the constructor and make the bean in a class named ...Configuration")
                .check(house);
    }

    @Test
    void wordsKnowNoSibling() {
        noClasses()
                .that()
                .resideInAnyPackage(WORDS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SIBLINGS).or(resideInAnyPackage(ROUTES)))
                .because("yaml-dsl is what all the others share: turn the call around, or pass a function in")
                .check(house);
    }

    @Test
    void siblingsDoNotKnowTheRoutes() {
        noClasses()
                .that()
                .resideInAnyPackage(SIBLINGS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROUTES))
                .because("routes use the modules, never the other way: pass a function in")
                .check(house);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)(\\$.*)?")
                .because("such a name fits anything: call the class what it is in the words of docs/glossary.md")
                .check(house);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (String module : MODULES) {
            Path sources = HOME.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .map(Path::getParent)
                                .distinct()
                                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                                .map(HOME::relativize))
                        .as("packages without a package-info.java of one sentence")
                        .isEmpty();
            }
        }
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> lines(file) > LONGEST_FILE)
                                .map(HOME::relativize))
                        .as("files of more than %d lines; give a part of them a type of its own", LONGEST_FILE)
                        .isEmpty();
            }
        }
    }

    @Test
    void thePictureOfTheHouseIsTrue() throws IOException {
        Path page = HOME.resolve("docs/generated/house.md");
        String now = HousePage.of(house, new RouteFolder(HOME.resolve("routes")).files());
        String before = Files.exists(page) ? Files.readString(page) : "";
        if (!now.equals(before)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, now);
        }
        assertThat(now.equals(before))
                .as(
                        "docs/generated/house.md is up to date; it was not and has been written anew, look at it and commit it")
                .isTrue();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }

    private static DescribedPredicate<JavaClass> mayKnowSpring() {
        return DescribedPredicate.describe("Configuration classes and the start of the program", type -> {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            String name = outermost.getSimpleName();
            return name.endsWith("Configuration") || STARTS_SPRING.contains(name);
        });
    }

    /** The four modules between words and routes. */
    private static final class Siblings implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            for (String sibling : List.of("hub.rules", "hub.adapters", "hub.master", "hub.console")) {
                String name = type.getPackageName();
                if (name.equals(sibling) || name.startsWith(sibling + ".")) {
                    return SliceIdentifier.of(sibling);
                }
            }
            return SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "drools-rules, adapters, master-sync and console";
        }
    }
}
