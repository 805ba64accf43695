package hub.adapters.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeTemplatesTest {

    private static final String GOOD = "== subject\nA {device}\n== short\nB\n== body\nC {notices}\n";

    @TempDir
    private Path folder;

    @Test
    void anUnknownPlaceholderIsNamedWithItsLine() throws Exception {
        Files.writeString(folder.resolve("alarm-raised.ko.txt"), GOOD.replace("{notices}", "{notice} {devise}"));
        Files.writeString(folder.resolve("sms.request.json"), "{\n\"to\": \"{adress}\"}");

        assertThat(new NoticeTemplates(folder).problems())
                .extracting(problem -> problem.file() + ":" + problem.line() + " "
                        + problem.message().replaceFirst(";.*", ""))
                .containsExactly(
                        "alarm-raised.ko.txt:6 nothing is known as {notice}",
                        "alarm-raised.ko.txt:6 nothing is known as {devise}",
                        "sms.request.json:2 nothing is known as {adress}");
    }

    @Test
    void aGoodEditIsInForceAtTheNextLetterAndABadOneIsNot() throws Exception {
        NoticeTemplates templates = new NoticeTemplates(folder);
        Path file = Files.writeString(folder.resolve("any.en.txt"), GOOD);
        assertThat(templates.find("alarm-raised", "ko").parts()).containsEntry("subject", "A {device}");

        Files.writeString(file, GOOD.replace("A {device}", "Now {device}"));
        assertThat(templates.find("alarm-raised", "ko").parts()).containsEntry("subject", "Now {device}");
        Files.writeString(file, GOOD.replace("A {device}", "Wrong {gadget}"));
        assertThat(templates.find("alarm-raised", "ko").parts()).containsEntry("subject", "Now {device}");
    }

    @Test
    void aValueCannotBreakOutOfItsLine() {
        ZoneId seoul = ZoneId.of("Asia/Seoul");

        assertThat(LetterWriter.plain("hot\r\nBcc: all@example.com", seoul)).isEqualTo("hot Bcc: all@example.com");
        assertThat(LetterWriter.plain("2026-03-01T15:00:00Z", seoul)).isEqualTo("2026-03-02 00:00:00 KST");
        assertThat(LetterWriter.plain("", seoul)).isEqualTo("-");
        assertThat(LetterWriter.plain("x".repeat(900), seoul)).hasSize(500);
    }
}
