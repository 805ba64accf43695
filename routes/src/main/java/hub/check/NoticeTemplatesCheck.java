package hub.check;

import hub.adapters.notice.NoticeTemplates;
import java.nio.file.Path;
import java.util.List;

/** The words in which people are told things. */
final class NoticeTemplatesCheck implements CheckPart {

    private static final String PLACE = "adapters/notices";

    private final NoticeTemplates templates;

    NoticeTemplatesCheck(Path home) {
        this.templates = new NoticeTemplates(home.resolve(PLACE));
    }

    @Override
    public String name() {
        return "notice templates";
    }

    @Override
    public Result run() {
        List<FileProblem> problems = templates.problems().stream()
                .map(problem -> FileProblem.error(PLACE + "/" + problem.file(), problem.line(), problem.message()))
                .toList();
        return new Result(templates.size(), 0, problems);
    }
}
