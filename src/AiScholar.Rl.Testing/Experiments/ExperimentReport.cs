using System.Text.Json;

namespace AiScholar.Rl.Testing;

/// <summary>What an experiment found.</summary>
public sealed record ExperimentReport
{
    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Confidence level of the intervals.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>A result for each environment and learner, environments outermost, in the order given.</summary>
    public required IReadOnlyList<ExperimentResult> Results { get; init; }

    /// <summary>The results of one environment.</summary>
    public IReadOnlyList<ExperimentResult> In(string environment) => [.. Results.Where(result => result.Environment == environment)];

    /// <summary>The result of one learner in one environment.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ExperimentResult Of(string environment, string learner) =>
        Results.FirstOrDefault(result => result.Environment == environment && result.Learner == learner)
        ?? throw new ArgumentException($"There is no result of learner '{learner}' in environment '{environment}'.", nameof(learner));

    /// <summary>The report as JSON, camelCase, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TestingJsonContext.Default.ExperimentReport);

    /// <summary>Reads <see cref="ToJson"/>'s text.</summary>
    /// <exception cref="AdvancedRlException">It is no report; code <see cref="AdvancedRlErrorCode.SerializationFailed"/>.</exception>
    public static ExperimentReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, TestingJsonContext.Default.ExperimentReport) ?? throw new JsonException("The JSON is null.");
        }
        catch (JsonException exception)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.SerializationFailed, $"The JSON is no experiment report: {exception.Message}", exception);
        }
    }

    /// <summary>A Markdown table for each environment: learners down, figures across, means with their intervals.</summary>
    public string ToMarkdown() => MarkdownReport.Write(this);
}
