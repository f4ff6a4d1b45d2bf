namespace AiScholar.Rl.Evaluation.Running;

/// <summary>One quality measure: a subcommand of this console. Implementations are found by reflection; they need a public parameterless constructor.</summary>
public interface IMeasure
{
    /// <summary>The subcommand, in kebab-case: <c>tables</c>, <c>next-item</c>.</summary>
    string Name { get; }

    /// <summary>One line for the usage text, with the measure's own options.</summary>
    string Usage { get; }

    /// <summary>Whether it reads <c>--data</c>; one that makes its own data does not.</summary>
    bool NeedsData => true;

    /// <summary>Runs the measure. It predicts first and reads truth afterwards.</summary>
    /// <exception cref="MeasureInputException">The data or an option is unusable; the message is shown and the exit code is 2.</exception>
    Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken);
}
