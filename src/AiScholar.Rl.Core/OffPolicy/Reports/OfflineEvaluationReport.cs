using System.Text.Json;

namespace AiScholar.Rl.Core;

/// <summary>What a log says of several policies, compared with the policy that wrote it.</summary>
public sealed record OfflineEvaluationReport
{
    /// <summary>The loop.</summary>
    public required string LoopName { get; init; }

    /// <summary>How many decisions were used.</summary>
    public required int EventCount { get; init; }

    /// <summary>How many of them got a reward.</summary>
    public required int RewardedCount { get; init; }

    /// <summary>The time of the first decision.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The time of the last decision.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The confidence level of the whole comparison.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>How learners were judged.</summary>
    public required OfflineProtocol Protocol { get; init; }

    /// <summary>The policies: the logged one first, the others by falling value; those refused last.</summary>
    public required IReadOnlyList<PolicyEvaluation> Policies { get; init; }

    /// <summary>The policy of the largest value among those whose gain over the logged one is above 0 with its whole corrected interval; null when there is none.</summary>
    public string? Winner { get; init; }

    /// <summary>What may be concluded, in words.</summary>
    public required string Conclusion { get; init; }

    /// <summary>The report as Markdown.</summary>
    public string ToMarkdown() => ReportMarkdown.Write(this);

    /// <summary>The report as JSON, indented, camelCase; NaN and infinity are strings.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OfflineEvaluationJsonContext.Default.OfflineEvaluationReport);

    /// <summary>The policies' intervals as a self-contained SVG.</summary>
    public string ToIntervalSvg() => IntervalChart.Write(this);

    /// <summary>The policies' cumulative reward over time as a self-contained SVG.</summary>
    public string ToCumulativeSvg() => CumulativeChart.Write(this);

    /// <summary>Writes <c>report.md</c>, <c>report.json</c>, <c>policies.svg</c> and <c>cumulative-reward.svg</c>, replacing those of before.</summary>
    /// <param name="folder">The folder; made when there is none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task SaveAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), ToMarkdown(), cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), ToJson(), cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "policies.svg"), ToIntervalSvg(), cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "cumulative-reward.svg"), ToCumulativeSvg(), cancellationToken).ConfigureAwait(false);
    }
}
