package hub.formula;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.parser.Token;
import java.util.List;

/** A function's name and how many arguments it takes; EvalEx only parses it, the compiled formula computes it. */
record FormulaFunction(String name, int minimum, int maximum) implements FunctionIfc {

    @Override
    public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
        return List.of(FunctionParameterDefinition.builder()
                .name("values")
                .isVarArg(true)
                .build());
    }

    @Override
    public boolean hasVarArgs() {
        return true;
    }

    @Override
    public void validatePreEvaluation(Token token, EvaluationValue... values) {}

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values)
            throws EvaluationException {
        throw new EvaluationException(token, "'" + name + "' is computed by the compiled formula only");
    }

    /** How many arguments it wants, for people. */
    String wants() {
        if (minimum == maximum) {
            return minimum + (minimum == 1 ? " argument" : " arguments");
        }
        return minimum + " to " + maximum + " arguments";
    }
}
